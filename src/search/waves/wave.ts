import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import type { Strategy, Suggestion } from '../../strategies/strategy.ts';
import type { ProposedChild, SearchCheckpoint } from '../checkpoint.ts';
import { type HalvingSettings, type Ladder, type Promotion, promotionsOf } from '../halving.ts';
import type { ArchitectureCost, Evaluator, Trial } from '../trial.ts';
import { type WaveSettings, waveEnd, waveStart } from './waves.ts';

/** A child of a wave, as it is proposed. */
export interface Member {
  readonly number: number;
  readonly made: Suggestion;
  /** What it trains on; null: it is new. */
  readonly promotion: Promotion | null;
  /** As in its trial. */
  readonly part: Pick<Trial, 'budget' | 'promotedFrom'>;
  readonly cost: ArchitectureCost;
  /** The same of equal graphs at equal budgets. */
  readonly key: string;
}

export interface Wave {
  /** By number; those that ended before an interruption are left out. */
  readonly members: readonly Member[];
  /** Whether any of them was not proposed before an interruption. */
  readonly isNew: boolean;
}

interface Terms {
  readonly settings: Pick<Settings, 'trials'> & Partial<HalvingSettings> & WaveSettings;
  readonly ladder: Ladder | null;
  readonly strategy: Strategy;
  readonly evaluator: Evaluator;
  /** The trials that ended, some of this wave among them. */
  readonly done: readonly Trial[];
  /** Those that were proposed before an interruption. */
  readonly proposed: ReadonlyMap<number, ProposedChild>;
}

/** What is left of the wave that the next trial is of: who goes on in it follows from the trials before it, the others are asked for. */
export async function propose({
  settings,
  ladder,
  strategy,
  evaluator,
  done,
  proposed,
}: Terms): Promise<Wave> {
  const next = done.length + 1;
  const start = waveStart(next, settings);
  const end = Math.min(waveEnd(next, settings), settings.trials);
  const promotions = ladder ? promotionsOf(ladder, done.slice(0, start - 1), settings.wave ?? 1) : [];
  const members: Member[] = [];
  let isNew = false;
  for (let number = next; number <= end; number++) {
    const promotion = promotions[number - start] ?? null;
    const before = proposed.get(number);
    isNew ||= before === undefined;
    const made = madeOf(promotion?.child ?? before ?? (await strategy.suggest()));
    const { architecture } = made;
    const budget = promotion?.budget ?? ladder?.budgets[0];
    const part = {
      ...(budget === undefined ? {} : { budget }),
      ...(promotion ? { promotedFrom: promotion.child.number } : {}),
    };
    const cost = costUntil(evaluator.cost(architecture), settings.epochs, budget);
    members.push({ number, made, promotion, part, cost, key: keyOf(architecture, budget) });
  }
  return { members, isNew };
}

/** As a checkpoint tells of them. */
export function toldOf(
  [first, ...others]: readonly Member[],
  waiting: readonly Trial[],
): Pick<SearchCheckpoint, 'proposed' | 'wave' | 'waiting'> {
  const told = ({ number, made }: Member): ProposedChild => ({ trial: number, ...made });
  return {
    proposed: first === undefined ? null : told(first),
    ...(others.length > 0 && { wave: others.map(told) }),
    ...(waiting.length > 0 && { waiting }),
  };
}

export const madeOf = ({ architecture, decisions }: Suggestion): Suggestion =>
  decisions === undefined ? { architecture } : { architecture, decisions };

/** Graphs are the same only at the same budget. */
export const keyOf = (architecture: Architecture, budget: number | undefined): string =>
  `${budget ?? ''} ${canonicalKey(architecture)}`;

/** Steps until it pauses. */
function costUntil(cost: ArchitectureCost, epochs: number | undefined, until: number | undefined) {
  if (epochs === undefined || until === undefined) return cost;
  return { ...cost, steps: Math.round((cost.steps * until) / epochs) };
}
