import { type ReactElement, useMemo } from 'react';
import { IntervalAxis, IntervalMark } from '../../../../charts/comparison/Intervals.tsx';
import { SeedsAxis, SeedsMark } from '../../../../charts/finish/SeedsMark.tsx';
import { layoutIntervals } from '../../../../drawings/comparison/intervals.ts';
import { layoutSeeds } from '../../../../drawings/finish/seeds.ts';
import type { FixedComparison } from '../../../../search/fixed.ts';
import type { Judgement } from '../../../../studies/fixed/verdict.ts';
import { NONE } from '../../../format.ts';
import { fixedTexts as texts } from '../../../texts/runs/fixed.ts';
import { seedsOf } from './compared.ts';
import './FixedTable.css';

export interface FixedTableProps {
  readonly comparison: FixedComparison;
  /** Null before each network was trained once. */
  readonly judgement: Judgement | null;
  /** Before that nothing is said of who is ahead. */
  readonly isDecided: boolean;
}

const NOTHING: Pick<Judgement, 'standings'> = { standings: [] };

/** Of the axis of differences, in which 0 wants room. */
const STEPS = 3;

/** The networks of a comparison with what they cost, how each did, and by how much the winner is ahead. */
export function FixedTable({ comparison, judgement, isDecided }: FixedTableProps): ReactElement {
  const { heads } = texts;
  const { standings } = judgement ?? NOTHING;
  const seeds = useMemo(() => layoutSeeds(standings.map(seedsOf)), [standings]);
  const behind = useMemo(
    () => (isDecided ? standings.filter(({ lead }) => lead !== null) : []),
    [standings, isDecided],
  );
  const leads = useMemo(
    () =>
      layoutIntervals(
        behind.map(({ lead }) => ({
          mean: 100 * (lead?.difference ?? 0),
          low: 100 * (lead?.low ?? 0),
          high: 100 * (lead?.high ?? 0),
        })),
        STEPS,
      ),
    [behind],
  );
  const winnerCost = comparison.networks[0]?.multiplyAdds ?? 1;
  const isJudged = standings.length > 0;
  return (
    <table className="fixed-table" aria-label={texts.name} data-judged={isJudged || undefined}>
      <thead>
        <tr>
          <th scope="col">{heads.network}</th>
          {isJudged && (
            <>
              <th scope="col" className="fixed-plot">
                <span className="hidden-text">{heads.accuracy}</span>
                <SeedsAxis layout={seeds} />
              </th>
              <th scope="col">{heads.mean}</th>
              <th scope="col" className="fixed-plot">
                <span className="hidden-text">{heads.lead}</span>
                {isDecided && <IntervalAxis layout={leads} zero={texts.behind} />}
              </th>
              <th scope="col">{heads.lead}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {comparison.networks.map(({ id, filters, trainable, multiplyAdds }) => {
          const place = standings.findIndex((one) => one.id === id);
          const standing = standings[place];
          const lead = isDecided ? (standing?.lead ?? null) : null;
          return (
            <tr key={id}>
              <th scope="row" className="fixed-name">
                <b>{texts.names[id]}</b>
                <span className="hint">
                  {texts.cost(filters, trainable, multiplyAdds)}
                  {id !== 'winner' && ` (${texts.ratio(multiplyAdds / winnerCost)})`}
                </span>
              </th>
              {isJudged && (
                <>
                  <td className="fixed-plot">
                    <SeedsMark layout={seeds} row={seeds.rows[place] ?? null} />
                  </td>
                  <td className="num">
                    {standing ? texts.mean(standing.mean, standing.whisker.whole) : NONE}
                  </td>
                  <td className="fixed-plot">
                    {lead !== null && standing !== undefined && (
                      <IntervalMark
                        layout={leads}
                        row={leads.rows[behind.indexOf(standing)] ?? null}
                        isTold={lead.apart}
                      />
                    )}
                  </td>
                  <td className="num">{lead === null ? (id === 'winner' ? '' : NONE) : texts.lead(lead)}</td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
