import { memo, type ReactElement } from 'react';
import { BAR_HEIGHT, type NetworkLayout, type PlacedRow } from '../../drawings/network/layout.ts';
import type { NetworkRow } from '../../drawings/network/rows.ts';
import './NetworkFigure.css';

export interface NetworkFigureTexts {
  /** Accessible name of the image. */
  readonly name: string;
  readonly heads: Readonly<
    Record<
      'cell' | 'map' | 'mapShort' | 'shape' | 'parameters' | 'multiplyAdds' | 'multiplyAddsShort',
      string
    >
  >;
  /** Before a cell's name: "3", "3–11"; empty of anything else. */
  numberOf(row: NetworkRow): string;
  nameOf(row: NetworkRow): string;
  shapeOf(row: NetworkRow): string;
  /** "91.4 k" */
  count(value: number): string;
}

export interface NetworkFigureProps {
  readonly layout: NetworkLayout;
  readonly texts: NetworkFigureTexts;
  /** What it shows, in words. */
  readonly description: string;
  /** Index of the chosen row in the layout; null: none. */
  readonly chosen: number | null;
}

/** Room of the columns' heads. */
export const HEADS = 32;

/** Boxes, lines, bars and figures of a whole network. */
export const NetworkFigure = memo(function NetworkFigure(props: NetworkFigureProps): ReactElement {
  const { layout, texts, description, chosen } = props;
  const { width, height, rows, straight, around, pitch, columns, font } = layout;
  const lit = chosen === null ? undefined : rows[chosen];
  return (
    <svg
      className="network-image"
      role="img"
      aria-label={texts.name}
      aria-description={description}
      width={width}
      height={height + HEADS}
      viewBox={`0 ${-HEADS} ${width} ${height + HEADS}`}
    >
      <Heads layout={layout} texts={texts} />
      {lit && (
        <rect className="network-ground" x={-8} y={lit.y - pitch / 2} width={width + 16} height={pitch} />
      )}
      <path className="network-straight" d={straight} />
      <path className="network-around" d={around} />
      {lit && <path className="network-reads" d={lit.reads} />}
      {rows.map((placed) => (
        <path
          key={keyOf(placed)}
          className="network-box"
          data-kind={placed.row.number === null ? 'other' : 'cell'}
          data-lit={placed === lit || undefined}
          d={placed.box}
        />
      ))}
      {rows.map((placed) => (
        <Words
          key={keyOf(placed)}
          placed={placed}
          columns={columns}
          font={font}
          texts={texts}
          lit={placed === lit}
        />
      ))}
    </svg>
  );
});

const keyOf = ({ row }: PlacedRow): string | number => row.number ?? row.kind;

function Heads({ layout, texts }: Pick<NetworkFigureProps, 'layout' | 'texts'>): ReactElement {
  const { columns } = layout;
  const { heads } = texts;
  const y = 15 - HEADS;
  const head = (x: number, anchor: 'start' | 'middle' | 'end', text: string): ReactElement => (
    <text className="network-head" x={x} y={y} textAnchor={anchor}>
      {text}
    </text>
  );
  return (
    <g>
      {head(0, 'start', heads.cell)}
      {head(columns.map, 'middle', columns.shape === null ? heads.mapShort : heads.map)}
      {columns.shape !== null && head(columns.shape, 'end', heads.shape)}
      {head(columns.figures[0], 'end', heads.parameters)}
      {head(columns.figures[1], 'end', columns.shape === null ? heads.multiplyAddsShort : heads.multiplyAdds)}
    </g>
  );
}

interface WordsProps {
  readonly placed: PlacedRow;
  readonly columns: NetworkLayout['columns'];
  readonly font: number;
  readonly texts: NetworkFigureTexts;
  readonly lit: boolean;
}

function Words({ placed, columns, font, texts, lit }: WordsProps): ReactElement {
  const { row, y, bars } = placed;
  const number = texts.numberOf(row);
  // A stretch of numbers is as wide as number and name's first letters.
  const isLong = row.alike > 1;
  const base = y + 4;
  const values = [row.trainable, row.multiplyAdds] as const;
  return (
    <g
      className="network-words"
      data-kind={row.number === null ? 'other' : 'cell'}
      data-lit={lit || undefined}
    >
      {number !== '' && (
        <text
          className="network-number"
          x={isLong ? 0 : columns.number}
          y={base}
          fontSize={font}
          textAnchor={isLong ? 'start' : 'end'}
        >
          {number}
        </text>
      )}
      <text
        className="network-name"
        x={number === '' ? 0 : isLong ? columns.name + 18 : columns.name}
        y={base}
        fontSize={font}
      >
        {texts.nameOf(row)}
      </text>
      {columns.shape !== null && (
        <text className="network-shape" x={columns.shape} y={base} fontSize={font} textAnchor="end">
          {texts.shapeOf(row)}
        </text>
      )}
      {bars?.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its column
        <g key={index}>
          <rect
            className="network-bar"
            x={columns.bars[index]}
            y={y - BAR_HEIGHT / 2}
            width={width}
            height={BAR_HEIGHT}
          />
          <text
            className="network-figure"
            x={columns.figures[index]}
            y={base}
            fontSize={font}
            textAnchor="end"
          >
            {texts.count(values[index]!)}
          </text>
        </g>
      ))}
    </g>
  );
}
