import { searchSpaceOf } from '../../../run/controller/space.ts';
import { evenDecisions, evenDecisionsOfPair } from '../../../run/controller/uniform.ts';
import type { Settings } from '../../../settings/settings.ts';
import type { OperationId } from '../../../space/operations/index.ts';
import type { ShownPair } from '../../../store/shown/selectors.ts';
import type { Decision } from '../../../strategies/strategy.ts';

/** What can be told of who made a pair. */
export type Story =
  | {
      readonly kind: 'decisions';
      readonly decisions: readonly Decision[];
      readonly operations: readonly OperationId[];
      /** Of a controller, or drawn evenly: by random search, or by nobody, as a pair that came with a link. */
      readonly by: 'controller' | 'random' | 'nobody';
    }
  | { readonly kind: 'evolution' | 'local' | 'linear'; readonly child: number }
  /** A controller made it, and its run does not hold how. */
  | { readonly kind: 'unkept'; readonly child: number };

export function storyOf(
  { architecture, trial, decisions }: Pick<ShownPair, 'architecture' | 'trial' | 'decisions'>,
  settings: Settings,
): Story {
  const { strategy, operations } = settings;
  if (decisions !== null) return { kind: 'decisions', decisions, operations, by: 'controller' };
  const ofPair = evenDecisionsOfPair(architecture);
  if (trial === null) return { kind: 'decisions', ...ofPair, by: 'nobody' };
  switch (strategy) {
    case 'ppo':
    case 'reinforce':
      return { kind: 'unkept', child: trial };
    case 'random': {
      const space = searchSpaceOf(settings);
      const even = evenDecisions(architecture, space);
      const drawn = even === null ? ofPair : { decisions: even, operations: space.operations };
      return { kind: 'decisions', ...drawn, by: 'random' };
    }
    case 'evolution':
    case 'local':
    case 'linear':
      return { kind: strategy, child: trial };
    default:
      return strategy satisfies never;
  }
}
