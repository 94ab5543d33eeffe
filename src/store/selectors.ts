import type { Architecture } from '../space/architecture.ts';
import { presetOf } from '../space/presets.ts';
import type { Decision } from '../strategies/strategy.ts';
import type { PlaygroundState } from './store.ts';

export interface ShownPair {
  readonly architecture: Architecture;
  /** A child or a trial by its number, a pair with a title of its own, or one that came with a link. */
  readonly kind: 'child' | 'trial' | 'titled' | 'shared';
  /** Null but for `titled`. */
  readonly title: string | null;
  /** Number of the trial that is drawn, where it is one. */
  readonly trial: number | null;
  readonly decisions: readonly Decision[] | null;
}

const UNTRAINED = { title: null, trial: null, decisions: null } as const;

/** The pair that is drawn now: what "Copy link" copies. */
export function shownPair(state: PlaygroundState): ShownPair {
  const { shown, run } = state;
  if (shown.source === 'pair')
    return { ...UNTRAINED, kind: 'titled', architecture: shown.architecture, title: shown.title };
  if (shown.source === 'link') return { ...UNTRAINED, kind: 'shared', architecture: shown.architecture };
  if (shown.source === 'trial') {
    const trial = run?.trials.find((one) => one.number === shown.trial);
    if (trial) return trialPair('trial', trial);
  }
  const current = run?.current;
  if (current) return trialPair('child', current);
  const last = run?.trials.at(-1);
  if (last) return trialPair('child', last);
  const { architecture, title } = presetOf('nasnet-a');
  return { ...UNTRAINED, kind: 'titled', architecture, title };
}

function trialPair(
  kind: 'child' | 'trial',
  trial: {
    readonly number: number;
    readonly architecture: Architecture;
    readonly decisions?: readonly Decision[];
  },
): ShownPair {
  const { number, architecture, decisions = null } = trial;
  return { architecture, kind, title: null, trial: number, decisions };
}
