import type { ReactElement } from 'react';
import { type GlyphShape, glyphOf } from '../../drawings/cell/glyphs.ts';
import { isThumbnail, type SizeName } from '../../drawings/cell/sizes.ts';
import type { OperationFamily } from '../../space/layers.ts';
import { type OperationId, operationOf } from '../../space/operations/index.ts';
import './Glyph.css';

/** Fill of a tile by family; the four yellows are one ramp of lightness. */
const FILLS: Readonly<Record<OperationFamily, string>> = {
  identity: 'var(--opIdentity)',
  pool: 'var(--opPool)',
  separable: 'var(--opSep)',
  convolution: 'var(--opConv)',
  dilated: 'var(--opConv)',
};

export const operationFill = (operation: OperationId): string => FILLS[operationOf(operation).family];

export interface GlyphProps {
  readonly operation: OperationId;
  readonly size: SizeName;
  /** Where its centre lies. */
  readonly x: number;
  readonly y: number;
}

/** An operation's glyph, for use inside an svg. */
export function Glyph({ operation, size, x, y }: GlyphProps): ReactElement {
  return (
    <g
      transform={`translate(${x} ${y})`}
      fill="var(--nodeInk)"
      {...(isThumbnail(size) ? { shapeRendering: 'crispEdges' } : {})}
    >
      {glyphOf(operation, size).map(drawShape)}
    </g>
  );
}

function drawShape(shape: GlyphShape, index: number): ReactElement {
  switch (shape.kind) {
    case 'rect':
      return <rect key={index} x={shape.x} y={shape.y} width={shape.width} height={shape.height} />;
    case 'fill':
      return <path key={index} d={shape.d} />;
    case 'stroke':
      return <path key={index} d={shape.d} fill="none" stroke="var(--nodeInk)" strokeWidth={shape.width} />;
    default:
      return shape satisfies never;
  }
}

const TILES = {
  small: { side: 24, glyph: 'S', radius: 3 },
  large: { side: 52, glyph: 'L', radius: 4 },
} as const;

export interface OperationTileProps {
  readonly operation: OperationId;
  /** 24 px for rows of toggles, 52 px for legends. */
  readonly scale?: keyof typeof TILES;
  /** An operation that is left out: its outline and glyph remain, the fill goes. */
  readonly off?: boolean;
}

/** A square tile of one operation, hidden from the accessibility tree: the control around it bears the name. */
export function OperationTile({ operation, scale = 'small', off = false }: OperationTileProps): ReactElement {
  const { side, glyph, radius } = TILES[scale];
  return (
    <svg className="operation-tile" width={side} height={side} aria-hidden="true" focusable="false">
      {!off && <rect width={side} height={side} rx={radius} fill={operationFill(operation)} />}
      <rect
        x={0.5}
        y={0.5}
        width={side - 1}
        height={side - 1}
        rx={radius - 0.5}
        fill="none"
        stroke={off ? 'var(--rule2)' : 'var(--opLine)'}
      />
      <g {...(off ? { style: { ['--nodeInk' as string]: 'var(--ink3)' } } : {})}>
        <Glyph operation={operation} size={glyph} x={side / 2} y={side / 2} />
      </g>
    </svg>
  );
}
