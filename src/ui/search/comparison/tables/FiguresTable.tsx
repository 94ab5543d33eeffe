import type { ReactElement } from 'react';
import type { Comparison, ContestantFigures } from '../../../../studies/comparison/compare.ts';
import { FIGURE_NAMES } from '../../../../studies/comparison/figures.ts';
import type { Interval as IntervalOf } from '../../../../studies/comparison/statistics.ts';
import { percent } from '../../../format.ts';
import { comparisonTexts } from '../../../texts/search/comparison.ts';
import { contestantName } from '../names.ts';
import '../box.css';
import './table.css';
import './FiguresTable.css';

const texts = comparisonTexts.outcome;

/** What each strategy had found when its searches ended, with intervals over the seeds. */
export function FiguresTable({
  comparison,
}: {
  readonly comparison: Comparison<ContestantFigures>;
}): ReactElement {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="comparison-figures" aria-label={texts.figures} tabIndex={0}>
      <table className="comparison-table" aria-label={texts.figures}>
        <thead>
          <tr>
            <th scope="col">{texts.atTheEnd}</th>
            {FIGURE_NAMES.map((figure) => (
              <th key={figure} scope="col">
                {comparisonTexts.figures[figure]}
              </th>
            ))}
            <th scope="col">{texts.regret}</th>
            <th scope="col">{texts.floor}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.contestants.map((own) => (
            <tr key={own.id}>
              <th scope="row">{contestantName(own.id)}</th>
              {FIGURE_NAMES.map((figure) => (
                <td key={figure}>
                  <Interval {...own[figure]} />
                </td>
              ))}
              <td>
                <Interval {...own.regret} />
              </td>
              <td>{texts.reached(own.childrenToNoiseFloor, own.reachedNoiseFloor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** 36.2 and, thin, 35.8 to 36.6 */
function Interval({ mean, low, high }: IntervalOf): ReactElement {
  return (
    <>
      <b>{percent(mean)}</b> <span className="interval">{comparisonTexts.interval(low, high)}</span>
    </>
  );
}
