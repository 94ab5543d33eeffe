import { USUAL_DATASET } from '../../data/infos.ts';
import type { FittedRun } from '../../protocol/protocol.ts';
import { finalistTrainings } from '../../search/finalists.ts';
import { LADDER, rungOf } from '../../settings/ladder.ts';

/** What was chosen for `--preset fitted`, and by what. */
export function fittedLine({ settings, pace, failure }: FittedRun): string {
  // Images that stand in make no other recipe of it, as far as time goes.
  const rung = rungOf({ ...settings, dataset: USUAL_DATASET });
  const title = rung?.title ?? 'a recipe of its own';
  const children = `${settings.trials} ${settings.trials === 1 ? 'child' : 'children'}`;
  if (failure !== null)
    return `The probe failed here (${failure.replace(/\.$/, '')}): the search is ${title} with ${children}.`;
  const probed = LADDER.flatMap((one) => {
    const seconds = pace.seconds[one.id];
    return seconds === undefined ? [] : [`${one.title} ${seconds.toPrecision(2)} s`];
  });
  const each = rung && pace.seconds[rung.id];
  const time =
    each === undefined ? '' : `, about ${timeOf((settings.trials + finalistTrainings(settings)) * each)}`;
  return `Fitted: ${title}, ${children}${time} (a child takes: ${probed.join(', ')}).`;
}

const timeOf = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
