import type { Contest } from '../../codecs/contest/contest.ts';
import { roundClaim } from '../../codecs/contest/handIn.ts';
import { decodeRerun, encodeRerun } from '../../codecs/rerun/rerun.ts';
import { decodeArchitecture, encodeArchitecture } from '../../codecs/share.ts';
import { claimableOf, isOfContest } from '../../run/contest/figures.ts';
import { overIn } from '../../run/contest/rules.ts';
import type { Run } from '../../run/run.ts';
import { cleanName } from '../../search/made.ts';
import { type Settings, validateSettings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';

/**
 * What of a run may be handed in. Which child is found when the contest is known, that a file may come before: the best that it
 * takes, with its claim where it was trained as the contest trains.
 */
export interface OfRun {
  readonly kind: 'run';
  /** The file's name. */
  readonly read: string;
  /** The run's name. */
  readonly by: string;
  /** As a link `#r=` says them; null where no link can. */
  readonly settings: string | null;
  /** The most accurate first. */
  readonly children: readonly ChildOfRun[];
}

export interface ChildOfRun {
  readonly code: string;
  /** Who made it by hand; '' of a trial. */
  readonly by: string;
  readonly accuracy: number;
  /** Null where its figure is none that any machine gets. */
  readonly seed: number | null;
}

export const MOST_CHILDREN = 200;
/** Of the best ones, whatever they cost. */
const FIRST = 10;

interface Counted extends ChildOfRun {
  readonly trainable: number;
  readonly multiplyAdds: number;
}

/** Null where no child of it has a figure. */
export function ofRun(run: Run, file: string): OfRun | null {
  const claimable = claimableOf(run).map(({ architecture, id: _, ...told }): Counted => {
    return { ...told, code: encodeArchitecture(architecture) };
  });
  const children = [...front(claimable), ...front(unclaimable(run))]
    .sort((a, b) => b.accuracy - a.accuracy)
    .slice(0, MOST_CHILDREN)
    .map(({ code, by, accuracy, seed }): ChildOfRun => ({ code, by, accuracy, seed }));
  if (children.length === 0) return null;
  const { settings } = run;
  const told = validateSettings(settings).ok ? encodeRerun({ architecture: null, settings }) : null;
  return { kind: 'run', read: file, by: cleanName(run.name), settings: told, children };
}

/** Every child that ended, by its last figure. */
function unclaimable({ trials, made }: Run): Counted[] {
  return [...trials.map((trial) => ({ ...trial, by: '' })), ...made.flatMap(lastOf)]
    .flatMap(({ architecture, by, accuracy, trainable, multiplyAdds }): Counted[] => {
      if (accuracy === null) return [];
      const code = encodeArchitecture(architecture);
      return [{ code, by, accuracy, seed: null, trainable, multiplyAdds }];
    })
    .sort((a, b) => b.accuracy - a.accuracy);
}

const lastOf = ({ trainings, ...child }: Run['made'][number]) =>
  trainings.map(({ accuracy }) => ({ ...child, accuracy }));

/** Whatever a limit is, the best under it is among the first or has fewer parameters or multiply-adds than all before it. */
function front(children: readonly Counted[]): Counted[] {
  let [parameters, multiplyAdds] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const known = new Set<string>();
  return children.filter((child) => {
    if (known.has(child.code)) return false;
    const isCheaper = child.trainable < parameters || child.multiplyAdds < multiplyAdds;
    if (known.size >= FIRST && !isCheaper) return false;
    known.add(child.code);
    parameters = Math.min(parameters, child.trainable);
    multiplyAdds = Math.min(multiplyAdds, child.multiplyAdds);
    return true;
  });
}

export interface HandOfRun {
  readonly code: string;
  readonly architecture: Architecture;
  readonly by: string;
  readonly claim: number | null;
  readonly seed: number | null;
}

/** Null where no child can be read. */
export function readOfRun({ by, settings, children }: OfRun, contest: Contest | null): HandOfRun | null {
  const trained = settings === null ? null : settingsOf(settings);
  const isTaken = ({ code }: ChildOfRun): boolean => {
    const architecture = architectureOf(code);
    return architecture !== null && (contest === null || overIn(contest, architecture) === null);
  };
  const claimed =
    contest !== null && trained !== null && isOfContest(contest, trained)
      ? children.find((child) => child.seed !== null && isTaken(child))
      : undefined;
  const best = claimed ?? children.find(isTaken) ?? children[0];
  const architecture = best === undefined ? null : architectureOf(best.code);
  if (best === undefined || architecture === null) return null;
  const claim = claimed === undefined ? null : roundClaim(claimed.accuracy);
  return { code: best.code, architecture, by: best.by || by, claim, seed: claimed?.seed ?? null };
}

function settingsOf(code: string): Settings | null {
  const read = decodeRerun(code);
  return read.ok ? read.value.settings : null;
}

function architectureOf(code: string) {
  const read = decodeArchitecture(code);
  return read.ok ? read.value : null;
}
