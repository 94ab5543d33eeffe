import type { ReactElement } from 'react';
import type { RewardInput, TrialPoint } from '../../drawings/reward/input.ts';
import { usePlayground } from '../../store/context.ts';
import { NONE, percent } from '../format.ts';
import { commonTexts } from '../texts/common.ts';
import { rewardTexts } from '../texts/reward.ts';
import { AgainTable } from './AgainTable.tsx';
import { Halves } from './Halves.tsx';
import './RewardTable.css';

const texts = rewardTexts.table;

/** The reward chart's figures, one row a trial, and what was trained again. */
export function RewardTable({ input }: { readonly input: RewardInput }): ReactElement {
  const weighed = usePlayground(({ run, settings }) => (run?.settings ?? settings).reward === 'cost');
  const value = weighed ? texts.reward : texts.accuracy;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="reward-table-box" aria-label={texts.name} tabIndex={0}>
      {input.again.length > 0 && <AgainTable columns={input.again} dots={input.dots} value={value} />}
      <Trials input={input} value={value} />
    </section>
  );
}

function Trials({ input, value }: { readonly input: RewardInput; readonly value: string }): ReactElement {
  const show = usePlayground((state) => state.show);
  const mean = byTrial(input.mean);
  const baseline = byTrial(input.baseline);
  const median = byTrial(input.band.map(({ trial, median: value }) => ({ trial, value })));
  let best: number | undefined;
  const rows = input.dots.map((dot) => {
    best = Math.max(best ?? 0, dot.value ?? 0);
    return { ...dot, best };
  });
  return (
    <table className="reward-table" aria-label={texts.name}>
      <thead>
        <tr>
          <th scope="col">{texts.trial}</th>
          <th scope="col">{value}</th>
          <th scope="col">{texts.whole}</th>
          <th scope="col">{texts.images}</th>
          <th scope="col">{texts.best}</th>
          <th scope="col">{texts.mean}</th>
          <th scope="col">{texts.baseline}</th>
          <th scope="col">{texts.random}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.trial}>
            <th scope="row">
              <button
                type="button"
                className="link"
                onClick={() => show({ source: 'trial', trial: row.trial })}
              >
                {row.trial}
              </button>
            </th>
            <td>{row.value === null ? commonTexts.failed : percent(row.value)}</td>
            <Halves whisker={row.whisker} />
            <td>{figure(row.best)}</td>
            <td>{figure(mean.get(row.trial))}</td>
            <td>{figure(baseline.get(row.trial))}</td>
            <td>{figure(median.get(row.trial))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const byTrial = (points: readonly TrialPoint[]): ReadonlyMap<number, number> =>
  new Map(points.map(({ trial, value }) => [trial, value]));

const figure = (share: number | undefined): string => (share === undefined ? NONE : percent(share));
