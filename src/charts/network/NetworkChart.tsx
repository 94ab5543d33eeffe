import { type KeyboardEvent, type ReactElement, useId, useMemo } from 'react';
import { layoutNetwork, mostRows, type NetworkMeasure } from '../../drawings/network/layout.ts';
import { type NetworkRow, networkRows } from '../../drawings/network/rows.ts';
import type { NetworkPart } from '../../network/parts.ts';
import { HEADS, NetworkFigure, type NetworkFigureTexts } from './NetworkFigure.tsx';
import './NetworkChart.css';

/** A whole network as an image, and over it a list of its rows for pointer and keys. */

export interface NetworkTexts extends NetworkFigureTexts {
  /** Accessible name of the list of rows. */
  readonly rows: string;
  /** A row in words. */
  sentenceOf(row: NetworkRow): string;
}

export interface NetworkChartProps {
  /** From the image on. */
  readonly parts: readonly NetworkPart[];
  readonly measure: NetworkMeasure;
  readonly texts: NetworkTexts;
  readonly description: string;
  /** Number of the chosen cell. */
  readonly chosen: number | null;
  readonly onChoose: (cell: number) => void;
  /** Enter, or a press of the chosen row. */
  readonly onOpen?: (cell: number) => void;
}

export function NetworkChart(props: NetworkChartProps): ReactElement {
  const { parts, measure, texts, description, chosen, onChoose, onOpen } = props;
  const { width, height, least } = measure;
  const layout = useMemo(() => {
    const room = { width, height, least };
    return layoutNetwork(networkRows(parts, mostRows(room)), room);
  }, [parts, width, height, least]);
  const id = useId();
  const { rows, pitch } = layout;
  const found = rows.findIndex(({ row }) => holds(row, chosen));
  const at = found < 0 ? null : found;

  const cells = rows.flatMap(({ row }, index) => (row.number === null ? [] : [index]));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && chosen !== null && onOpen) {
      // Else the same press would act on what takes the focus then.
      event.preventDefault();
      onOpen(chosen);
      return;
    }
    const to = targetOf(event.key, at === null ? -1 : cells.indexOf(at), cells.length - 1);
    const row = to === null ? undefined : rows[cells[to]!]?.row;
    if (row?.number == null) return;
    event.preventDefault();
    onChoose(row.number);
  };
  return (
    <div className="network-chart" style={{ width, height: layout.height + HEADS }}>
      <NetworkFigure layout={layout} texts={texts} description={description} chosen={at} />
      {/* Beside the image: what lies inside an element of role img is hidden from assistive technology. */}
      <div
        className="network-rows"
        role="listbox"
        tabIndex={0}
        aria-label={texts.rows}
        aria-activedescendant={at === null ? undefined : `${id}-${at}`}
        style={{ top: HEADS }}
        onKeyDown={onKeyDown}
      >
        {rows.map(({ row, y }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
          <div
            key={row.number ?? row.kind}
            id={`${id}-${index}`}
            className="network-row"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            aria-disabled={row.number === null || undefined}
            aria-label={texts.sentenceOf(row)}
            style={{ top: y - pitch / 2, height: pitch }}
            onClick={() => row.number !== null && (index === at ? onOpen : onChoose)?.(row.number)}
          />
        ))}
      </div>
    </div>
  );
}

const holds = ({ number, alike }: NetworkRow, cell: number | null): boolean =>
  number !== null && cell !== null && cell >= number && cell < number + alike;

/** Up is on in the network, which flows upward; rows are counted from the top. */
function targetOf(key: string, index: number, last: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return index < 0 ? last : Math.max(0, index - 1);
    case 'ArrowDown':
      return index < 0 ? 0 : Math.min(last, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
