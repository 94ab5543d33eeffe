import type { ReactElement } from 'react';
import {
  combinerLabels,
  glyphCentre,
  inputLabel,
  type Label,
  PROBABILITY_TRACK,
  type StateLabel,
  segmentLabel,
  tileLabels,
} from '../../drawings/cell/labels.ts';
import type {
  CellLayout,
  CombinerBox,
  Line,
  SegmentBox,
  TileBox,
} from '../../drawings/cell/layout/geometry.ts';
import { boxOf, type CellNode, linesOf } from '../../drawings/cell/nodes.ts';
import { linePath } from '../../drawings/cell/paths.ts';
import { isThumbnail, SIZES, type SizeName } from '../../drawings/cell/sizes.ts';
import { Glyph, operationFill } from './Glyph.tsx';
import './CellFigure.css';

/** The marks of a cell's drawing, for use inside an svg: lines, then inputs, blocks row by row, the output bar. */

/** Probability of each sampled operation, by block and slot. */
export type OperationProbabilities = readonly (readonly [number, number])[];

export interface CellFigureProps {
  readonly layout: CellLayout;
  /** Marks the operations of stride 2, at size L. */
  readonly stride?: boolean;
  readonly probabilities?: OperationProbabilities;
  readonly active?: CellNode | null;
}

export function CellFigure({
  layout,
  stride = false,
  probabilities,
  active = null,
}: CellFigureProps): ReactElement {
  const rows = Array.from({ length: layout.rows }, (_, i) => i + 1);
  return (
    <>
      <Lines layout={layout} active={active} />
      <Inputs layout={layout} />
      {rows.map((row) => (
        <g key={row} className="cell-row" style={{ ['--row' as string]: row / (layout.rows + 1) }}>
          {layout.tiles
            .filter((tile) => tile.row === row)
            .map((tile) => (
              <Tile
                key={`${tile.block} ${tile.slot}`}
                tile={tile}
                size={layout.size}
                isStrided={stride && tile.input < 2}
                probability={probabilities?.[tile.block]?.[tile.slot]}
              />
            ))}
          {layout.combiners
            .filter((combiner) => combiner.row === row)
            .map((combiner) => (
              <CombinerBar key={combiner.block} combiner={combiner} size={layout.size} />
            ))}
        </g>
      ))}
      <g className="cell-row" style={{ ['--row' as string]: 1 }}>
        {layout.output.segments.map((segment, i) => (
          <Segment
            key={segment.state}
            segment={segment}
            size={layout.size}
            isLast={i === layout.output.segments.length - 1}
          />
        ))}
      </g>
      {active && <ActiveOutline layout={layout} active={active} />}
    </>
  );
}

const lineColour = ({ state }: Line): string => (state === 1 ? 'var(--edge2)' : 'var(--edge)');
const cornerOf = (size: SizeName): number =>
  isThumbnail(size) ? 0 : size === 'P' || size === 'S' ? 2 : size === 'L' ? 4 : 3;

/** h_{i-1} first, so that where lines meet the darker one is on top. */
const drawOrder = (lines: readonly Line[]): Line[] =>
  [...lines].sort((a, b) => Number(b.state === 1) - Number(a.state === 1));

function Lines({ layout, active }: { layout: CellLayout; active: CellNode | null }): ReactElement {
  const { width } = SIZES[layout.size].line;
  const isLarge = layout.size === 'L';
  const lit = active ? linesOf(layout, active) : [];
  return (
    <g className="cell-lines" fill="none">
      {drawOrder(layout.lines).map((line) => (
        <path key={lineKey(line)} d={linePath(line)} stroke={lineColour(line)} strokeWidth={width} />
      ))}
      {isLarge &&
        layout.lines.map((line) => <Arrowhead key={lineKey(line)} line={line} colour={lineColour(line)} />)}
      <g className="cell-lit">
        {lit.map((line) => (
          <path key={lineKey(line)} d={linePath(line)} stroke="var(--blue)" strokeWidth={width + 0.5} />
        ))}
        {isLarge && lit.map((line) => <Arrowhead key={lineKey(line)} line={line} colour="var(--blue)" />)}
      </g>
    </g>
  );
}

function lineKey({ state, level, target, to }: Line): string {
  return `${state} ${level} ${target.kind} ${to.x}`;
}

function Arrowhead({ line, colour }: { line: Line; colour: string }): ReactElement | null {
  if (line.target.kind === 'lane') return null;
  const { x, y } = line.to;
  return <path d={`M${x - 4} ${y + 7}L${x} ${y}L${x + 4} ${y + 7}Z`} fill={colour} />;
}

function Inputs({ layout }: { layout: CellLayout }): ReactElement {
  const isSquare = isThumbnail(layout.size);
  return (
    <g className="cell-row" style={{ ['--row' as string]: 0 }}>
      {layout.inputs.map((input) => {
        const label = inputLabel(input.state, layout);
        return (
          <g key={input.state} transform={`translate(${input.x} ${input.y})`}>
            <rect
              x={0.5}
              y={0.5}
              width={input.width - 1}
              height={input.height - 1}
              rx={isSquare ? 0 : 3}
              fill="var(--input)"
              stroke="var(--inputLine)"
            />
            {label && <StateText {...label} />}
          </g>
        );
      })}
    </g>
  );
}

interface TileProps {
  readonly tile: TileBox;
  readonly size: SizeName;
  readonly isStrided: boolean;
  readonly probability: number | undefined;
}

function Tile({ tile, size, isStrided, probability }: TileProps): ReactElement {
  const { width, height, operation } = tile;
  const [x, y] = glyphCentre(size, width, height);
  const corner = isThumbnail(size) ? 0 : size === 'L' ? 4 : 3;
  return (
    <g transform={`translate(${tile.x} ${tile.y})`}>
      <rect width={width} height={height} rx={corner} fill={operationFill(operation)} />
      {!isThumbnail(size) && (
        <rect
          x={0.5}
          y={0.5}
          width={width - 1}
          height={height - 1}
          rx={corner - 0.5}
          fill="none"
          stroke="var(--opLine)"
        />
      )}
      <Glyph operation={operation} size={size} x={x} y={y} />
      {tileLabels(operation, size).map((label) => (
        <Text key={label.y} {...label} />
      ))}
      {probability !== undefined && <ProbabilityTrack tile={tile} size={size} probability={probability} />}
      {isStrided && size === 'L' && (
        <Text text="/2" x={width - 6} y={13} size={10.5} weight={500} anchor="end" />
      )}
    </g>
  );
}

function ProbabilityTrack({
  tile,
  size,
  probability,
}: Omit<TileProps, 'isStrided' | 'probability'> & { probability: number }): ReactElement | null {
  const track = PROBABILITY_TRACK[size];
  if (!track) return null;
  const width = tile.width - 2 * track.side;
  const place = { x: track.side, y: tile.height - track.foot, height: 2, fill: 'var(--nodeInk)' };
  return (
    <>
      <rect {...place} width={width} opacity={0.15} />
      <rect
        {...place}
        width={Math.round(width * Math.min(1, Math.max(0, probability)) * 10) / 10}
        opacity={0.8}
      />
    </>
  );
}

/** One bar adds, two bars concatenate. */
function CombinerBar({ combiner, size }: { combiner: CombinerBox; size: SizeName }): ReactElement {
  const { x, y, width, height } = combiner;
  const isAdd = combiner.combiner === 'add';
  const gap = size === 'T' ? 3 : isThumbnail(size) ? 1 : 4;
  const half = (width - gap) / 2;
  const corner = cornerOf(size) === 4 ? 3 : cornerOf(size);
  const bar = { height, rx: corner, fill: isAdd ? 'var(--add)' : 'var(--concat)' };
  return (
    <g transform={`translate(${x} ${y})`}>
      {isAdd ? (
        <rect width={width} {...bar} />
      ) : (
        <>
          <rect width={half} {...bar} />
          <rect x={half + gap} width={half} {...bar} />
        </>
      )}
      {combinerLabels(combiner, size).map((label) => (
        <Text key={label.anchor} {...label} />
      ))}
    </g>
  );
}

/** Segments are a hairline of ground apart; the gap belongs to the one at left. */
function Segment({
  segment,
  size,
  isLast,
}: {
  segment: SegmentBox;
  size: SizeName;
  isLast: boolean;
}): ReactElement {
  const gap = isLast ? 0 : size === 'L' ? 2 : 1;
  const label = segmentLabel(segment, size);
  const corner = cornerOf(size) === 4 ? 3 : cornerOf(size);
  return (
    <g transform={`translate(${segment.x} ${segment.y})`}>
      <rect width={segment.width - gap} height={segment.height} rx={corner} fill="var(--output)" />
      {label && ('index' in label ? <StateText {...label} /> : <Text {...label} />)}
    </g>
  );
}

function Text({ text, x, y, size, weight, anchor }: Label): ReactElement {
  return (
    <text x={x} y={y} fontSize={size} fontWeight={weight} textAnchor={anchor} fill="var(--nodeInk)">
      {text}
    </text>
  );
}

/** h with its index: 72 % of the size, lowered by 22 %. */
export function StateText({ index, x, y, size }: StateLabel): ReactElement {
  return (
    <text x={x} y={y} fontSize={size} textAnchor="middle" fill="var(--nodeInk)" className="cell-state">
      h
      <tspan dy={Math.round(size * 2.2) / 10} fontSize={Math.round(size * 7.2) / 10}>
        {index}
      </tspan>
    </text>
  );
}

function ActiveOutline({ layout, active }: { layout: CellLayout; active: CellNode }): ReactElement {
  const { x, y, width, height } = boxOf(layout, active);
  return (
    <rect
      className="cell-lit"
      x={x - 1.5}
      y={y - 1.5}
      width={width + 3}
      height={height + 3}
      rx={cornerOf(layout.size) + 1.5}
      fill="none"
      stroke="var(--blue)"
      strokeWidth={2.5}
    />
  );
}
