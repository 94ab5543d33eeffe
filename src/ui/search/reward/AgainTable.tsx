import type { ReactElement } from 'react';
import type { AgainColumn, RewardDot } from '../../../drawings/reward/input.ts';
import { percent } from '../../format.ts';
import { rewardTexts } from '../../texts/charts/reward.ts';
import { commonTexts } from '../../texts/common.ts';
import { Halves } from './Halves.tsx';
import './RewardTable.css';

const texts = rewardTexts.table;

/** What the finalists' columns of the chart say: the figure that chose each, and its trainings from fresh seeds. */
export function AgainTable({
  columns,
  dots,
  value,
}: {
  readonly columns: readonly AgainColumn[];
  readonly dots: readonly RewardDot[];
  /** Head of the column of figures. */
  readonly value: string;
}): ReactElement {
  return (
    <table className="reward-table reward-table-again" aria-label={texts.again}>
      <thead>
        <tr>
          <th scope="col">{texts.trial}</th>
          <th scope="col">{texts.again}</th>
          <th scope="col">{value}</th>
          <th scope="col">{texts.whole}</th>
          <th scope="col">{texts.images}</th>
        </tr>
      </thead>
      {columns.map(({ trial, chosenBy, isWinner, trainings }) => (
        <tbody key={trial}>
          <tr>
            <th scope="rowgroup" rowSpan={trainings.length + 1}>
              {isWinner ? texts.winner(trial) : trial}
            </th>
            <td>{texts.chosenBy}</td>
            <td>{percent(chosenBy)}</td>
            <Halves whisker={dots.find((dot) => dot.trial === trial)?.whisker ?? null} />
          </tr>
          {trainings.map((one) => (
            <tr key={one.training}>
              <td>{one.isFinal ? texts.final : texts.fresh(one.training)}</td>
              <td>{one.value === null ? commonTexts.failed : percent(one.value)}</td>
              <Halves whisker={one.whisker} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
