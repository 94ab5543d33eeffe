import { memo, type ReactElement, useMemo } from 'react';
import type { RewardDot, RewardInput, TrialPoint } from '../../../drawings/reward/input.ts';
import { usePlayground } from '../../../store/context.ts';
import { NONE, percent } from '../../format.ts';
import { useGrowing } from '../../hooks/useGrowing.ts';
import { rewardTexts } from '../../texts/charts/reward.ts';
import { commonTexts } from '../../texts/common.ts';
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

/** Rows that a frame adds: a browser takes a fifth of a millisecond for each. */
const STEP = 50;

interface Row extends RewardDot {
  readonly soFar: number;
  readonly mean: number | undefined;
  readonly baseline: number | undefined;
  readonly median: number | undefined;
}

function rowsOf({ dots, mean, baseline, band }: RewardInput): Row[] {
  const [means, baselines] = [byTrial(mean), byTrial(baseline)];
  const medians = byTrial(band.map(({ trial, median: value }) => ({ trial, value })));
  let soFar = 0;
  return dots.map((dot) => {
    soFar = Math.max(soFar, dot.value ?? 0);
    const { trial } = dot;
    const own = { mean: means.get(trial), baseline: baselines.get(trial), median: medians.get(trial) };
    return { ...dot, soFar, ...own };
  });
}

function Trials({ input, value }: { readonly input: RewardInput; readonly value: string }): ReactElement {
  const rows = useMemo(() => rowsOf(input), [input]);
  const count = useGrowing(rows.length, STEP);
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
      {Array.from({ length: Math.ceil(count / STEP) }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of rows is its place
        <Stretch key={index} rows={rows} from={index * STEP} />
      ))}
    </table>
  );
}

interface StretchProps {
  readonly rows: readonly Row[];
  readonly from: number;
}

const Stretch = memo(function Stretch({ rows, from }: StretchProps): ReactElement {
  const show = usePlayground((state) => state.show);
  return (
    <tbody>
      {rows.slice(from, from + STEP).map(({ trial, value, whisker, soFar, mean, baseline, median }) => (
        <tr key={trial}>
          <th scope="row">
            <button type="button" className="link" onClick={() => show({ source: 'trial', trial })}>
              {trial}
            </button>
          </th>
          <td>{value === null ? commonTexts.failed : percent(value)}</td>
          <Halves whisker={whisker} />
          <td>{figure(soFar)}</td>
          <td>{figure(mean)}</td>
          <td>{figure(baseline)}</td>
          <td>{figure(median)}</td>
        </tr>
      ))}
    </tbody>
  );
});

const byTrial = (points: readonly TrialPoint[]): ReadonlyMap<number, number> =>
  new Map(points.map(({ trial, value }) => [trial, value]));

const figure = (share: number | undefined): string => (share === undefined ? NONE : percent(share));
