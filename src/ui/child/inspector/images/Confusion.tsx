import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { ConfusionChart } from '../../../../charts/inspector/ConfusionChart.tsx';
import { type DatasetId, datasetInfo } from '../../../../data/infos.ts';
import { type ConfusionPlace, totalOf } from '../../../../drawings/inspector/confusion.ts';
import type { Inspected } from '../../../../protocol/inspection.ts';
import { Term } from '../../../classroom/glossary/Term.tsx';
import { useSize } from '../../../hooks/useSize.ts';
import { tip } from '../../../parts/tips/tip.ts';
import { confusionTexts, inspectorTexts } from '../../../texts/child/layer/inspector.ts';
import { commonTexts } from '../../../texts/common.ts';
import { shortClasses } from '../../cells/curves/seen.ts';
import './Confusion.css';

const says = inspectorTexts.confusion;

export interface ConfusionProps {
  readonly inspected: Inspected;
  readonly dataset: DatasetId;
  readonly chosen: ConfusionPlace | null;
  readonly onChoose: (square: ConfusionPlace | null) => void;
  /** Below it: by what it was found. */
  readonly note?: ReactNode;
}

/** What the child takes its held-out images for, as a chart or a table. */
export function Confusion({ inspected, dataset, chosen, onChoose, note }: ConfusionProps): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const [asTable, setAsTable] = useState(false);
  const { classes } = datasetInfo(dataset);
  const names = shortClasses(dataset);
  const { confusion: counts, images } = inspected;
  const totals = useMemo(
    () => classes.map((_, truth) => totalOf(counts, classes.length, truth)),
    [classes, counts],
  );
  const right = classes.reduce((sum, _, one) => sum + (counts[one * classes.length + one] ?? 0), 0);
  const texts = useMemo(() => confusionTexts(classes, counts, totals), [classes, counts, totals]);
  return (
    <section className="confusion">
      <div className="low-head">
        <h3>
          <Term id="confusion-matrix">{says.title}</Term>
        </h3>
        <span className="confusion-rows">{says.rows(Math.min(...totals), Math.max(...totals))}</span>
        <button
          type="button"
          className="link"
          aria-pressed={asTable}
          {...tip(commonTexts.chartOrTable.says)}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? commonTexts.chartOrTable.chart : commonTexts.chartOrTable.table}
        </button>
      </div>
      <div ref={box}>
        {asTable ? (
          <Table counts={counts} names={names} />
        ) : (
          size &&
          size.width > 0 && (
            <ConfusionChart
              counts={counts}
              names={names}
              width={size.width}
              texts={texts}
              description={says.description(right, images.count)}
              chosen={chosen}
              onChoose={onChoose}
            />
          )
        )}
      </div>
      <p className="low-says" aria-live="polite">
        {chosen === null
          ? says.hint
          : says.chosen(
              classes[chosen.truth] ?? '',
              classes[chosen.taken] ?? '',
              counts[chosen.truth * classes.length + chosen.taken] ?? 0,
              totals[chosen.truth] ?? 0,
            )}
      </p>
      {note}
    </section>
  );
}

interface TableProps {
  readonly counts: ArrayLike<number>;
  readonly names: readonly string[];
}

function Table({ counts, names }: TableProps): ReactElement {
  return (
    <div className="confusion-table-box">
      <table className="confusion-table" aria-label={says.title}>
        <thead>
          <tr>
            <th scope="col">{says.truth}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, truth) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {names.map((taken, column) => (
                <td key={taken}>{counts[truth * names.length + column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
