import { countOnes } from '../../base/bytes/bits.ts';
import type { Contest } from '../../codecs/contest/contest.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Judged } from '../../studies/uncertainty/difference.ts';
import { createRanking } from '../../studies/uncertainty/groups.ts';

import type { Reader } from './reader.ts';
import type { Rank, Retraining, Row } from './row.ts';

/** The best first, in groups that can't be told apart. */
export function rankedRows(
  rows: readonly Row[],
  contest: Contest | null,
  deviationOf: (settings: Settings) => number | null,
  reader: Reader,
): { readonly ordered: readonly Row[]; readonly ranks: ReadonlyMap<string, Rank> } {
  const ranks = new Map<string, Rank>();
  if (contest === null) return { ordered: [], ranks };
  const images = contest.settings.validationImages;
  const ranking = createRanking(deviationOf(contest.settings));
  rows.forEach(({ figure, fresh }, index) => {
    if (figure === null) return;
    ranking.add({ trial: index + 1, judged: judgedOf(figure, fresh, images, reader) });
  });
  const groups = ranking.groups();
  for (const { first, last, trials } of groups)
    for (const trial of trials) {
      const { key = '' } = rows[trial - 1] ?? {};
      ranks.set(
        key,
        reader.same(`rank ${key}`, `${first} ${last}`, () => ({ first, last })),
      );
    }
  const ordered = groups.flatMap(({ trials }) => trials.flatMap((trial) => rows[trial - 1] ?? []));
  return { ordered, ranks };
}

/** Every retraining is judged by the same images: where it is known which of them it had right, rows are compared image by image. */
function judgedOf(accuracy: number, fresh: readonly Retraining[], images: number, reader: Reader): Judged {
  const bits = fresh.flatMap((one) => {
    const right = reader.rightOf(one);
    // A file may say anything.
    return right !== null && countOnes(right) === Math.round((one.accuracy ?? 0) * images) ? right : [];
  });
  const [first, ...others] = bits;
  const isWhole = bits.length === fresh.length && first !== undefined;
  return {
    ...{ accuracy, images, trainings: fresh.length },
    ...(isWhole ? { right: first, others } : { right: null }),
  };
}
