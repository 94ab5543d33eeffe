import { type ReactElement, useId, useMemo } from 'react';
import { IntervalAxis, IntervalMark } from '../../../../charts/comparison/Intervals.tsx';
import { type IntervalsLayout, layoutIntervals } from '../../../../drawings/comparison/intervals.ts';
import type { Comparing } from '../../../../store/comparison.ts';
import { usePlayground } from '../../../../store/context.ts';
import { BASELINE } from '../../../../strategies/list.ts';
import type { ContestantId } from '../../../../studies/comparison/contestants.ts';
import { probability } from '../../../../studies/comparison/words.ts';
import { Marked } from '../../../classroom/glossary/Marked.tsx';
import { Term } from '../../../classroom/glossary/Term.tsx';
import { NONE, signedPoints, whole } from '../../../format.ts';
import { tip } from '../../../parts/tips/tip.ts';
import { comparisonTexts } from '../../../texts/search/comparison.ts';
import { contestantName } from '../names.ts';
import { type EffectRow, effectGroups } from './rows.ts';
import '../title.css';
import './EffectsTable.css';

const texts = comparisonTexts.effects;

/** Of the axis: 0 is a word there, and wants room. */
const STEPS = 3;

export interface EffectsTableProps {
  readonly chosen: ContestantId;
  readonly onChoose: (id: ContestantId) => void;
}

/** By how much each strategy finds better graphs than random search; the arrow keys choose the one whose curve is shown. */
export function EffectsTable({ chosen, onChoose }: EffectsTableProps): ReactElement {
  const comparing = usePlayground((state) => state.comparing);
  const { told, waiting, open, layout } = useMemo(() => shownOf(comparing), [comparing]);
  const { trials = 0, seeds = 0 } = comparing.terms ?? {};
  const done = comparing.result?.comparison.seeds.length ?? 0;
  const radios = useId();
  const groups = [told, waiting, open].filter((rows) => rows.length > 0);
  return (
    <section className="effects" aria-label={texts.name}>
      <header className="comparison-title">
        <h3>
          <Marked text={texts.name} terms={['random-search']} />
        </h3>
        <p>
          <Marked text={texts.says} terms={['confidence-interval']} />
        </p>
        {comparing.phase === 'comparing' && (
          <p className="effects-done num">{comparisonTexts.seedsDone(done, seeds)}</p>
        )}
      </header>
      <fieldset aria-label={texts.chooses}>
        <table className="effects-table" aria-label={texts.name}>
          <thead className="effects-rows">
            <tr className="effects-heads">
              <th scope="col" className="effects-head effects-head-name">
                <span className="hidden-text">{texts.strategy}</span>
              </th>
              <th scope="col" className="effects-head effects-head-plot">
                <span className="hidden-text">{texts.effect}</span>
                <IntervalAxis layout={layout} zero={texts.zero} />
              </th>
              <th scope="col" className="effects-head">
                {texts.points}
              </th>
              <th scope="col" className="effects-head" {...tip(texts.wonSays)}>
                {texts.won}
              </th>
              <th scope="col" className="effects-head effects-head-wide" {...tip(texts.pSays)}>
                <Term id="wilcoxon">{texts.p}</Term>
                <sub>
                  <Term id="holm">{texts.holm}</Term>
                </sub>
              </th>
              <th scope="col" className="effects-head effects-head-wide" {...tip(texts.floorSays)}>
                <Term id="regret">{texts.floor}</Term>
              </th>
            </tr>
          </thead>
          {groups.map((rows) => (
            <tbody key={rows[0]!.group} className="effects-rows">
              {rows === open && (
                <tr className="effects-rows">
                  <th colSpan={6} scope="rowgroup" className="effects-group">
                    <Term id="cannot-be-told-apart">{texts.open}</Term>
                  </th>
                </tr>
              )}
              {rows.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  layout={layout}
                  trials={trials}
                  radios={radios}
                  isChosen={row.id === chosen}
                  onChoose={onChoose}
                />
              ))}
            </tbody>
          ))}
        </table>
      </fieldset>
    </section>
  );
}

interface ShownRow {
  readonly id: ContestantId;
  readonly group: 'told' | 'waiting' | 'open';
  /** Null before its first seed. */
  readonly figures: EffectRow | null;
  /** Its place in the layout. */
  readonly place: number;
}

interface Shown {
  readonly told: readonly ShownRow[];
  /** While it runs no verdict is given, and no row changes its place. */
  readonly waiting: readonly ShownRow[];
  readonly open: readonly ShownRow[];
  readonly layout: IntervalsLayout;
}

function shownOf({ phase, terms, result }: Comparing): Shown {
  const groups = effectGroups(result?.comparison.contestants ?? []);
  const known = [...groups.told, ...groups.open];
  const layout = layoutIntervals(
    known.map(({ againstRandom: { effect } }) => ({
      ...{ mean: 100 * effect.mean, low: 100 * effect.low, high: 100 * effect.high },
    })),
    STEPS,
  );
  if (phase !== 'comparing') {
    const rowsOf = (rows: readonly EffectRow[], group: ShownRow['group']): ShownRow[] =>
      rows.map((figures) => ({
        ...{ id: figures.id as ContestantId, group, figures, place: known.indexOf(figures) },
      }));
    return { told: rowsOf(groups.told, 'told'), waiting: [], open: rowsOf(groups.open, 'open'), layout };
  }
  const waiting = (terms?.contestants ?? []).flatMap((id): ShownRow[] => {
    if (id === BASELINE) return [];
    const place = known.findIndex((row) => row.id === id);
    return [{ id, group: 'waiting', figures: known[place] ?? null, place }];
  });
  return { told: [], waiting, open: [], layout };
}

interface RowProps {
  readonly row: ShownRow;
  readonly layout: IntervalsLayout;
  /** Of a search. */
  readonly trials: number;
  /** The name of their group. */
  readonly radios: string;
  readonly isChosen: boolean;
  readonly onChoose: (id: ContestantId) => void;
}

function Row({
  row: { id, group, figures, place },
  layout,
  trials,
  radios,
  isChosen,
  onChoose,
}: RowProps): ReactElement {
  const against = figures?.againstRandom ?? null;
  const { mean, low, high } = against?.effect ?? { mean: 0, low: 0, high: 0 };
  const points = (share: number): string => signedPoints(100 * share);
  return (
    <tr className="effect" data-chosen={isChosen || undefined} data-told={group === 'told' || undefined}>
      <th scope="row" className="effects-name">
        <label>
          <input
            type="radio"
            className="hidden-text"
            name={radios}
            checked={isChosen}
            onChange={() => onChoose(id)}
          />
          {contestantName(id)}
        </label>
      </th>
      <td className="effects-plot">
        {against && (
          <span className="hidden-text">{texts.effectIs(points(mean), points(low), points(high))}</span>
        )}
        <IntervalMark layout={layout} row={layout.rows[place] ?? null} isTold={group === 'told'} />
      </td>
      <td className="effects-points">{against ? points(mean) : NONE}</td>
      <td>{against ? texts.record(against.wins, against.losses) : NONE}</td>
      {/* A p of a comparison that still runs is none. */}
      <td>{against && group !== 'waiting' ? probability(against.pHolm).replace(/^p (= )?/, '') : NONE}</td>
      <td>{figures === null ? NONE : floorOf(figures, trials)}</td>
    </tr>
  );
}

const floorOf = ({ childrenToNoiseFloor: children }: EffectRow, trials: number): string =>
  children === null ? texts.more(trials) : whole(children);
