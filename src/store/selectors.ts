import type { Decision } from '../search/strategy.ts';
import type { Architecture } from '../space/architecture.ts';
import { presetOf } from '../space/presets.ts';
import type { PlaygroundState } from './store.ts';

export interface ShownPair {
  readonly architecture: Architecture;
  /** "Child 14", "Trial 3", "NASNet-A". */
  readonly title: string;
  /** Number of the trial that is drawn, where it is one. */
  readonly trial: number | null;
  readonly decisions: readonly Decision[] | null;
}

/** The pair that is drawn now: what "Copy link" copies. */
export function shownPair(state: PlaygroundState): ShownPair {
  const { shown, run } = state;
  if (shown.source === 'pair')
    return { architecture: shown.architecture, title: shown.title, trial: null, decisions: null };
  if (shown.source === 'trial') {
    const trial = run?.trials.find((one) => one.number === shown.trial);
    if (trial) return trialPair(`Trial ${trial.number}`, trial);
  }
  const current = run?.current;
  if (current) return trialPair(`Child ${current.number}`, current);
  const last = run?.trials.at(-1);
  if (last) return trialPair(`Child ${last.number}`, last);
  const preset = presetOf('nasnet-a');
  return { architecture: preset.architecture, title: preset.title, trial: null, decisions: null };
}

function trialPair(
  title: string,
  trial: {
    readonly number: number;
    readonly architecture: Architecture;
    readonly decisions?: readonly Decision[];
  },
): ShownPair {
  const { number, architecture, decisions = null } = trial;
  return { architecture, title, trial: number, decisions };
}
