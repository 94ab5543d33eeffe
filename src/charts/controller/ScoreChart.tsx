import { type KeyboardEvent, type ReactElement, useMemo } from 'react';
import { glyphMark, operationFill } from '../../drawings/cell/operationMarks.ts';
import {
  nearestDecision,
  type RowOf,
  type ScoreColumn,
  type ScoreLayout,
} from '../../drawings/controller/score.ts';
import { operationOf } from '../../space/operations/index.ts';
import { Marks } from '../Marks.tsx';
import { pointerIn } from '../pointerIn.ts';
import { sliderTarget } from '../sliderTarget.ts';
import './ScoreChart.css';

export interface ScoreTexts {
  /** Accessible names of the drawing and of the slider over its columns. */
  readonly name: string;
  readonly slider: string;
  readonly state: (state: number) => string;
  readonly block: (block: number) => string;
  readonly makes: (block: number) => string;
  readonly entropy: string;
  readonly bits: string;
  readonly decision: string;
}

export interface ScoreChartProps {
  readonly layout: ScoreLayout;
  readonly texts: ScoreTexts;
  /** The decision that is told of, from 0. */
  readonly active: number;
  /** It is pointed at, and no longer. */
  readonly onPoint: (decision: number | null) => void;
  readonly onSelect: (decision: number) => void;
  /** What a screen reader says of the drawing, and of a decision. */
  readonly summary: string;
  readonly sentenceOf: (decision: number) => string;
}

/** Least distance of columns under each of which its figures stand. */
const FIGURES = 16;
/** Least width of a block that also says what it makes. */
const MAKES = 126;

/** The decisions of one cell as a score, and one tab stop over its columns. */
export function ScoreChart(props: ScoreChartProps): ReactElement {
  const { layout, texts, active, onPoint, onSelect, summary, sentenceOf } = props;
  const { width, height, columns, ground, square } = layout;
  const column = columns[active];
  const names = useMemo(() => <Names layout={layout} texts={texts} />, [layout, texts]);
  const notes = useMemo(() => <Columns layout={layout} />, [layout]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = sliderTarget(event.key, active, columns.length - 1);
    if (to === null) return;
    event.preventDefault();
    onSelect(to);
  };
  const side = Math.min(4, (layout.pitch - square.width) / 2);
  return (
    <div className="score-chart" style={{ width, height }}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider over it has the keys */}
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={texts.name}
        aria-description={summary}
        onPointerMove={(event) => onPoint(nearestDecision(layout, pointerIn(event, width).x))}
        onPointerLeave={() => onPoint(null)}
        onClick={(event) => {
          const decision = nearestDecision(layout, pointerIn(event, width).x);
          if (decision !== null) onSelect(decision);
        }}
      >
        <rect className="score-reach" width={width} height={height} />
        {column && (
          <rect
            className="score-ground"
            x={column.x - side}
            y={ground.top}
            width={square.width + 2 * side}
            height={ground.height}
            rx={2}
          />
        )}
        {names}
        {notes}
        {column && <Figures column={column} layout={layout} isActive />}
        {layout.pitch >= FIGURES
          ? columns.map((one, index) =>
              index === active ? null : (
                <Figures key={`${one.block} ${one.step}`} column={one} layout={layout} isActive={false} />
              ),
            )
          : null}
      </svg>
      {column && (
        <div
          className="score-slider"
          role="slider"
          tabIndex={0}
          aria-label={texts.slider}
          aria-valuemin={1}
          aria-valuemax={columns.length}
          aria-valuenow={active + 1}
          aria-valuetext={sentenceOf(active)}
          style={{
            left: column.x - side,
            top: ground.top,
            width: square.width + 2 * side,
            height: ground.height,
          }}
          onKeyDown={onKeyDown}
        />
      )}
    </div>
  );
}

function Names({
  layout,
  texts,
}: {
  readonly layout: ScoreLayout;
  readonly texts: ScoreTexts;
}): ReactElement {
  const { rows, blocks, label, heads, entropy, numbers } = layout;
  return (
    <>
      {rows.map(({ of, y }) => (
        <RowName key={nameOf(of)} of={of} y={y} label={label} texts={texts} />
      ))}
      {blocks.map(({ block, x, width }) => (
        <g key={block}>
          <text className="score-head" x={x} y={heads.text}>
            {width >= 36 ? texts.block(block + 1) : block + 1}
          </text>
          {width >= MAKES && (
            <text className="score-note" x={x + width} y={heads.text} textAnchor="end">
              {texts.makes(block)}
            </text>
          )}
          <path className="score-rule" d={`M${x},${heads.line}h${width}`} />
        </g>
      ))}
      {rows.length > 0 && (
        <>
          <text className="score-word" x={label.end} y={entropy.foot - 3} textAnchor="end">
            {texts.entropy}
          </text>
          <text className="score-note" x={label.end} y={entropy.text} textAnchor="end">
            {texts.bits}
          </text>
          <text className="score-note" x={label.end} y={numbers} textAnchor="end">
            {texts.decision}
          </text>
        </>
      )}
    </>
  );
}

interface RowNameProps {
  readonly of: RowOf;
  readonly y: number;
  readonly label: ScoreLayout['label'];
  readonly texts: ScoreTexts;
}

function RowName({ of, y, label, texts }: RowNameProps): ReactElement {
  const { size, end, at, swatch } = label;
  const baseline = y + size * 0.35;
  const type = { x: end, y: baseline, fontSize: size, textAnchor: 'end' } as const;
  switch (of.kind) {
    case 'input':
      return of.state > 1 ? (
        <text className="score-word" {...type}>
          {texts.state(of.state)}
        </text>
      ) : (
        <text className="score-state" {...type} fontSize={size + 0.5}>
          h
          <tspan dy={size * 0.16} fontSize={size * 0.78}>
            {of.state === 0 ? 'i' : 'i−1'}
          </tspan>
        </text>
      );
    case 'operation': {
      const centre = [at + swatch / 2, y] as const;
      return (
        <>
          <text className="score-word" {...type}>
            {operationOf(of.operation).label.join(' ')}
          </text>
          <rect
            x={at}
            y={y - swatch / 2}
            width={swatch}
            height={swatch}
            rx={1}
            fill={`var(--${operationFill(of.operation)})`}
          />
          {swatch >= 7 && (
            <Marks marks={[glyphMark(of.operation, swatch >= 13 ? 'T' : 'X', centre)]} prefix="cell" />
          )}
        </>
      );
    }
    case 'combiner':
      return (
        <>
          <text className="score-word" {...type}>
            {of.combiner}
          </text>
          {of.combiner === 'add' ? (
            <rect x={at} y={y - 2} width={swatch} height={4} rx={1} fill="var(--add)" />
          ) : (
            <>
              <rect x={at} y={y - 2} width={(swatch - 1) / 2} height={4} rx={1} fill="var(--concat)" />
              <rect
                x={at + (swatch + 1) / 2}
                y={y - 2}
                width={(swatch - 1) / 2}
                height={4}
                rx={1}
                fill="var(--concat)"
              />
            </>
          )}
        </>
      );
    default:
      return of satisfies never;
  }
}

const nameOf = (of: RowOf): string =>
  of.kind === 'input' ? `${of.state}` : of.kind === 'operation' ? of.operation : of.combiner;

/** All that does not change with the column that is told of. */
function Columns({ layout }: { readonly layout: ScoreLayout }): ReactElement {
  const { columns, square, rail, entropy } = layout;
  return (
    <>
      {columns.map(({ x, block, step, squares, isMade, top, height, bar, most }) => (
        <g key={`${block} ${step}`}>
          {isMade ? (
            squares.map(({ y, heat }) => (
              <rect
                key={y}
                className="score-square"
                x={x}
                y={y}
                width={square.width}
                height={square.height}
                fill={`color-mix(in lab, var(--heat1) ${heat * 100}%, var(--heat0))`}
              />
            ))
          ) : (
            <rect
              className="score-coming"
              x={x + 0.5}
              y={top + 0.5}
              width={square.width - 1}
              height={height - 1}
            />
          )}
          <rect className="score-most" x={x} y={entropy.foot - most} width={square.width} height={most} />
          <rect className="score-bar" x={x} y={entropy.foot - bar} width={square.width} height={bar} />
        </g>
      ))}
      <path className="score-rail" d={rail} />
      {columns.map(({ x, block, step, chosen }) =>
        chosen === null ? null : (
          <g key={`${block} ${step}`}>
            <rect
              className="score-halo"
              x={x - 1}
              y={chosen - 1}
              width={square.width + 2}
              height={square.height + 2}
              rx={2}
            />
            <rect
              className="score-ring"
              x={x - 1}
              y={chosen - 1}
              width={square.width + 2}
              height={square.height + 2}
              rx={2}
            />
          </g>
        ),
      )}
    </>
  );
}

interface FiguresProps {
  readonly column: ScoreColumn;
  readonly layout: ScoreLayout;
  readonly isActive: boolean;
}

/** A decision's entropy and its number in its block. */
function Figures({ column, layout, isActive }: FiguresProps): ReactElement {
  const middle = column.x + layout.square.width / 2;
  return (
    <g className="score-figures" data-active={isActive || undefined}>
      <text x={middle} y={layout.entropy.text} textAnchor="middle">
        {column.entropy?.toFixed(1)}
      </text>
      <text x={middle} y={layout.numbers} textAnchor="middle">
        {column.step}
      </text>
    </g>
  );
}
