import { type ReactElement, useState } from 'react';
import { IntervalAxis, IntervalMark } from '../../../../charts/comparison/Intervals.tsx';
import { operationWords } from '../../../../drawings/cell/sentences.ts';
import { type IntervalsLayout, layoutIntervals } from '../../../../drawings/comparison/intervals.ts';
import { usePlayground } from '../../../../store/context.ts';
import type { Feature } from '../../../../strategies/linear/features.ts';
import type { ContestantId } from '../../../../studies/comparison/contestants.ts';
import { type WorthRow, worthRows } from '../../../../studies/comparison/worthRows.ts';
import type { Worths } from '../../../../studies/comparison/worths.ts';
import { State } from '../../../child/cells/State.tsx';
import { Term } from '../../../classroom/glossary/Term.tsx';
import { signedPoints } from '../../../format.ts';
import { comparisonTexts } from '../../../texts/search/comparison.ts';
import { contestantName } from '../names.ts';
import '../title.css';
import './WorthsTable.css';

const texts = comparisonTexts.worths;
/** As many as there are strategies beside them. */
const FEW = 8;

/** What each choice is worth by the chosen strategy's children, if effects add up. */
export function WorthsTable({ chosen }: { readonly chosen: ContestantId }): ReactElement {
  const [all, setAll] = useState(false);
  const comparison = usePlayground((state) => state.comparing.result?.comparison ?? null);
  const worths = comparison?.contestants.find(({ id }) => id === chosen)?.worths ?? null;
  const rows = worths === null ? [] : worthRows(worths, all ? worths.effects.length : FEW);
  return (
    <section className="worths" aria-label={texts.name}>
      <header className="comparison-title">
        <h3>
          <Term id="linear-model">{texts.name}</Term>
        </h3>
        <p>{texts.says}</p>
      </header>
      {rows.length > 0 && <Rows rows={rows} />}
      {worths !== null && worths.effects.length > FEW && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? texts.fewer : texts.all(worths.effects.length)}
        </button>
      )}
      <p className="hint">
        {comparison === null ? texts.waiting : worths === null ? texts.none : says(chosen, worths)}
      </p>
    </section>
  );
}

function says(chosen: ContestantId, { children, fit, hidden }: Worths): string {
  const by =
    fit.children > 0
      ? texts.linear(children, fit.correlation?.toFixed(2) ?? null)
      : texts.fitted(contestantName(chosen), children);
  return by + texts.hidden(hidden);
}

function Rows({ rows }: { readonly rows: readonly WorthRow[] }): ReactElement {
  const layout = layoutIntervals(rows);
  return (
    <table className="worths-table" aria-label={texts.name}>
      <thead>
        <tr>
          <th scope="col" className="worths-name">
            <span className="hidden-text">{texts.choice}</span>
          </th>
          <th scope="col">
            <span className="hidden-text">{comparisonTexts.effects.effect}</span>
            <IntervalAxis layout={layout} zero="0" />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row key={JSON.stringify(row.feature)} row={row} layout={layout} place={index} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: WorthRow;
  readonly layout: IntervalsLayout;
  readonly place: number;
}

function Row({ row: { feature, mean, low, high, isTold }, layout, place }: RowProps): ReactElement {
  const { what, where } = texts.choiceOf(feature, {
    operation: () => operationOf(feature),
    state: () => <State index={feature.kind === 'inputAt' ? feature.choice : 0} />,
  });
  return (
    <tr>
      <th scope="row" className="worths-name">
        {what} <span className="worths-where">{where}</span>
      </th>
      <td>
        <span className="hidden-text">
          {comparisonTexts.effects.effectIs(signedPoints(mean), signedPoints(low), signedPoints(high))}
        </span>
        <IntervalMark layout={layout} row={layout.rows[place] ?? null} isTold={isTold} />
      </td>
    </tr>
  );
}

const operationOf = (feature: Feature): string =>
  feature.kind === 'operation' || feature.kind === 'operationAt' ? operationWords(feature.choice) : '';
