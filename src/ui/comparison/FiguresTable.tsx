import type { ReactElement } from 'react';
import type { Comparison, ContestantFigures } from '../../studies/comparison/compare.ts';
import { FIGURE_NAMES } from '../../studies/comparison/figures.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { Interval } from './CourseTable.tsx';
import { contestantName } from './names.ts';
import './table.css';
import './FiguresTable.css';

/** What each strategy had found when its searches ended, with intervals over the seeds. */
export function FiguresTable({
  comparison,
}: {
  readonly comparison: Comparison<ContestantFigures>;
}): ReactElement {
  return (
    <table className="comparison-table comparison-figures" aria-label={comparisonTexts.outcome.figures}>
      <thead>
        <tr>
          <th scope="col">{comparisonTexts.outcome.atTheEnd}</th>
          {FIGURE_NAMES.map((figure) => (
            <th key={figure} scope="col">
              {comparisonTexts.figures[figure]}
            </th>
          ))}
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
          </tr>
        ))}
      </tbody>
    </table>
  );
}
