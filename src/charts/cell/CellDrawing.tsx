import { type CSSProperties, type ReactElement, type ReactNode, useId, useState } from 'react';
import type { OperationProbabilities, UnlikeLook } from '../../drawings/cell/cellMarks.ts';
import { drawingSizes, type Room } from '../../drawings/cell/fit.ts';
import type { CellLayout } from '../../drawings/cell/layout/geometry.ts';
import { boxOf, type CellNode, nodeKey } from '../../drawings/cell/nodes.ts';
import type { SizeName } from '../../drawings/cell/sizes.ts';
import type { CellDraft, CellKind } from '../../space/architecture.ts';
import { CellFigure } from './CellFigure.tsx';
import { NodeLayer } from './NodeLayer.tsx';
import { cellKey, type DrawnCell, type Measure, useCellLayout } from './useCellLayout.ts';
import './CellFigure.css';
import './CellDrawing.css';

/** One cell as an image with a tab stop on every node. */

export interface CellTexts {
  /** Accessible name of the nodes of the drawing with this name. */
  nodes(name: string): string;
}

export interface CellDrawingProps {
  readonly cell: CellDraft;
  readonly kind: CellKind;
  /** A fixed box: the largest size that fits is drawn, standing on its bottom; its measures never change. */
  readonly box?: Room;
  /** Draws at L what fits, in a usual window too. */
  readonly large?: boolean;
  /** A fixed size; the drawing then has its own measures. Without a box, M. */
  readonly size?: SizeName;
  /** Accessible name of the image. */
  readonly label: string;
  readonly texts: CellTexts;
  readonly probabilities?: OperationProbabilities;
  /** Marks operations of stride 2 (size L); a reduction cell does so by itself. */
  readonly stride?: boolean;
  /** A cell that takes the place of another appears in 240 ms; at once where motion is reduced. */
  readonly animate?: boolean;
  /** Lit up from outside, where nothing here is hovered or focused. */
  readonly active?: CellNode | null;
  /** Bear a dot. */
  readonly changed?: readonly CellNode[];
  readonly onHover?: (node: CellNode | null) => void;
  readonly onFocus?: (node: CellNode | null) => void;
  /** See NodeLayer. */
  readonly onPress?: (node: CellNode, byKey: boolean) => void;
  /** Lines of the tooltip, the first one bold; without it there is no tooltip. */
  readonly describe?: (node: CellNode) => readonly ReactNode[];
}

export function CellDrawing(props: CellDrawingProps): ReactElement {
  const { cell, box } = props;
  const drawn = useCellLayout(cell, measureOf(props));
  if (!drawn) return <div className="cell-drawing" style={box} aria-busy="true" />;
  // Until a new cell is laid out, what is told of it does not fit the one that still stands.
  return <LaidOutCell {...props} drawn={drawn} isCurrent={cellKey(drawn.cell) === cellKey(cell)} />;
}

export interface LaidOutCellProps extends Omit<CellDrawingProps, 'cell' | 'size' | 'large'> {
  readonly drawn: DrawnCell;
  /** Whether probabilities and tooltips are of the cell that is drawn. */
  readonly isCurrent?: boolean;
  /** Beside another cell: see CellLook. */
  readonly unlike?: UnlikeLook;
  /** Follows a node's sentence in its accessible name. */
  readonly note?: (node: CellNode) => string | null;
}

/** A cell whose layout is known. */
export function LaidOutCell(props: LaidOutCellProps): ReactElement {
  const {
    drawn,
    isCurrent = true,
    kind,
    box,
    probabilities,
    animate = true,
    describe,
    unlike,
    changed,
    note,
  } = props;
  const { label, texts, stride = kind === 'reduction' } = props;
  const [hovered, setHovered] = useState<CellNode | null>(null);
  const [focused, setFocused] = useState<CellNode | null>(null);
  const tooltipId = useId();
  const entrance = useEntrance(cellKey(drawn.cell));

  const hover = (node: CellNode | null): void => {
    setHovered(node);
    props.onHover?.(node);
  };
  const focus = (node: CellNode | null): void => {
    setFocused(node);
    props.onFocus?.(node);
  };

  const { layout } = drawn;
  const active = [hovered, focused, props.active ?? null].find((node) => exists(layout, node)) ?? null;
  const pointed = isCurrent && active && active !== props.active ? active : null;
  const { width, height } = layout;
  const margin = box ? Math.floor((box.width - width) / 2) : 0;
  return (
    <div className="cell-drawing" style={box ?? { width, height }}>
      <div className="cell-ground" style={{ width, height, left: margin }}>
        <svg
          key={entrance.count}
          className={animate && entrance.count > 0 ? 'cell-image cell-entering' : 'cell-image'}
          role="img"
          aria-label={label}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          data-size={layout.size}
        >
          <CellFigure
            layout={layout}
            stride={stride}
            active={active}
            {...(isCurrent && probabilities ? { probabilities } : {})}
            {...(unlike ? { unlike } : {})}
            {...(isCurrent && changed ? { changed } : {})}
          />
        </svg>
        <NodeLayer
          cell={drawn.cell}
          layout={layout}
          label={texts.nodes(label)}
          active={active}
          note={note}
          describedBy={pointed && describe ? tooltipId : undefined}
          onHover={hover}
          onFocus={focus}
          onPress={props.onPress}
        />
        {pointed && describe && (
          <Tooltip id={tooltipId} layout={layout} node={pointed} lines={describe(pointed)} margin={margin} />
        )}
      </div>
    </div>
  );
}

function measureOf({ box, size, large = false }: CellDrawingProps): Measure {
  if (!box) return { size: size ?? 'M' };
  return size ? { size, height: box.height } : { room: box, sizes: drawingSizes(box, large) };
}

/** A node of the cell drawn before may be gone in this one. */
function exists(layout: CellLayout, node: CellNode | null): boolean {
  if (node === null) return false;
  return node.kind === 'input' || node.kind === 'output' || node.block < layout.combiners.length;
}

/** Counts the cells that have taken the place of another here; the first one stands at once. */
function useEntrance(key: string | null): { readonly count: number } {
  const [entrance, setEntrance] = useState({ key, count: 0 });
  if (entrance.key === key) return entrance;
  const next = { key, count: entrance.key === null ? 0 : entrance.count + 1 };
  setEntrance(next);
  return next;
}

interface TooltipProps {
  readonly id: string;
  readonly layout: CellLayout;
  readonly node: CellNode;
  readonly lines: readonly ReactNode[];
  /** Free pixels at each side of the drawing, inside its box. */
  readonly margin: number;
}

const TOOLTIP_GAP = 8;
const TOOLTIP_WIDTH = { least: 140, most: 260 } as const;

/** Beside the node, on the side where there is more room, and never over it; below what is as wide as the drawing. */
function Tooltip({ id, layout, node, lines, margin }: TooltipProps): ReactElement {
  return (
    <div id={id} className="cell-tooltip" role="tooltip" style={tooltipPlace(layout, node, margin)}>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={`${nodeKey(node)} ${i}`}>{line}</div>
      ))}
    </div>
  );
}

function tooltipPlace(layout: CellLayout, node: CellNode, margin: number): CSSProperties {
  const { x, y, width, height } = boxOf(layout, node);
  if (node.kind === 'output') {
    return { left: x, top: y + height + TOOLTIP_GAP, maxWidth: TOOLTIP_WIDTH.most, transform: 'none' };
  }
  const left = x + width + TOOLTIP_GAP;
  const right = layout.width - x + TOOLTIP_GAP;
  const isLeftHalf = x + width / 2 < layout.width / 2;
  const room = layout.width - (isLeftHalf ? left : right) + margin;
  const maxWidth = Math.min(TOOLTIP_WIDTH.most, Math.max(TOOLTIP_WIDTH.least, room));
  return { ...(isLeftHalf ? { left } : { right }), top: y + height / 2, maxWidth };
}
