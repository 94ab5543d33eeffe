import { type OperationId, operationOf } from '../../space/operations/index.ts';
import { SIZES, type SizeName } from './sizes.ts';

/**
 * An operation's glyph: its kernel's footprint, to scale on one 7 × 7 lattice, around the origin. Under 14 px it is
 * set pixel by pixel instead. What is drawn follows from the operation's family, extent and id.
 */

export type GlyphShape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'fill'; readonly d: string }
  | { readonly kind: 'stroke'; readonly d: string; readonly width: number };

type Motif = 'identity' | 'average' | 'maximum' | 'separable' | 'dilated' | 'cross' | 'dot' | 'grid';

export function glyphOf(operation: OperationId, size: SizeName): readonly GlyphShape[] {
  const { extent } = operationOf(operation);
  const motif = motifOf(operation);
  if (size === 'D') return [];
  if (size === 'T') return pixels(motif, extent, THUMB);
  if (size === 'X') return pixels(motif, extent, TINY);
  const { unit, square } = SIZES[size].glyph;
  const identityLength = size === 'W' || size === 'P' ? 5 : 7;
  return onLattice(motif, extent, { unit, square, identityLength });
}

function motifOf(id: OperationId): Motif {
  const { family, extent } = operationOf(id);
  switch (family) {
    case 'identity':
    case 'separable':
    case 'dilated':
      return family;
    case 'pool':
      return id.startsWith('max') ? 'maximum' : 'average';
    case 'convolution':
      if (/\dx\d_\dx\d/.test(id)) return 'cross';
      return extent === 1 ? 'dot' : 'grid';
    default:
      return family satisfies never;
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
const rect = (x: number, y: number, width: number, height: number): GlyphShape => ({
  kind: 'rect',
  x: round(x),
  y: round(y),
  width: round(width),
  height: round(height),
});
const centred = (width: number, height: number): GlyphShape => rect(-width / 2, -height / 2, width, height);
const polyline = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;

interface Lattice {
  readonly unit: number;
  readonly square: number;
  readonly identityLength: number;
}

function onLattice(motif: Motif, extent: number, lattice: Lattice): GlyphShape[] {
  const { unit, square } = lattice;
  const reach = (taps: number): number => (taps - 1) * unit + square;
  const stroke = Math.max(1, unit / 3);
  switch (motif) {
    case 'identity':
      return [centred(Math.max(2, stroke * 1.5), reach(lattice.identityLength))];
    case 'average':
    case 'maximum':
      return pool(motif, extent, reach(extent), lattice);
    case 'separable':
      return separable(extent, reach(extent), lattice);
    case 'dilated':
      // A reach of nine is drawn as wide as seven, the most that a tile has room for.
      return extent > 7 ? squares(5, Math.floor(1.5 * unit), square) : squares(3, 2 * unit, square);
    case 'grid':
      return squares(extent, unit, square);
    case 'dot':
      // 1.5 units, made even so that its edges are crisp.
      return [centred(2 * Math.round(0.75 * unit), 2 * Math.round(0.75 * unit))];
    case 'cross':
      return [centred(reach(extent), square), centred(square, reach(extent))];
    default:
      return motif satisfies never;
  }
}

function squares(count: number, step: number, side: number, x = 0, y = 0): GlyphShape[] {
  const half = ((count - 1) * step + side) / 2;
  return Array.from({ length: count * count }, (_, i) =>
    rect(x - half + (i % count) * step, y - half + Math.floor(i / count) * step, side, side),
  );
}

/** An outline as wide as the window, with a triangle (max) or a bar (mean) inside. */
function pool(motif: 'average' | 'maximum', extent: number, reach: number, { unit }: Lattice): GlyphShape[] {
  const stroke = Math.max(1, unit / 3);
  const isSmallest = extent === 3;
  const half = (reach + (isSmallest ? 2 * stroke : 0)) / 2;
  const inner = half - stroke - unit * (isSmallest ? 0.35 : 0.8);
  const edge = half - stroke / 2;
  const outline = polyline([
    [-edge, -edge],
    [edge, -edge],
    [edge, edge],
    [-edge, edge],
  ]);
  const mark: GlyphShape =
    motif === 'maximum'
      ? {
          kind: 'fill',
          d: `${polyline([
            [-inner, inner],
            [0, -inner],
            [inner, inner],
          ])}Z`,
        }
      : centred(2 * inner, Math.max(1.5, unit * 0.66));
  return [{ kind: 'stroke', d: `${outline}Z`, width: round(stroke) }, mark];
}

/** The footprint, and behind it the visible edge of a second layer, up and to the right. */
function separable(extent: number, reach: number, { unit, square }: Lattice): GlyphShape[] {
  const stroke = Math.max(1, unit / 3);
  const behind = Math.round(0.75 * unit);
  const clear = Math.max(1.5, unit / 2);
  const [x, y, half] = [-behind / 2, behind / 2, reach / 2];
  const top = y - half - behind + stroke / 2;
  const right = x + half + behind - stroke / 2;
  const edge = polyline([
    [x - half + behind + clear, top],
    [right, top],
    [right, y + half - behind - clear],
  ]);
  return [...squares(extent, unit, square, x, y), { kind: 'stroke', d: edge, width: round(stroke) }];
}

interface PixelScale {
  /** Thickness of lines. */
  readonly line: number;
  readonly side: (extent: number) => number;
  readonly separableSide: (extent: number) => number;
  readonly dilatedStep: number;
  readonly widelyDilated: () => GlyphShape[];
}

const THUMB: PixelScale = {
  line: 2,
  side: (k) => k + 1,
  separableSide: (k) => k + 1,
  dilatedStep: 3,
  widelyDilated: () => pixelDilated(5, 1, 2),
};
const TINY: PixelScale = {
  line: 1,
  side: (k) => (k === 1 ? 1 : (k + 3) / 2),
  separableSide: (k) => (k + 1) / 2,
  dilatedStep: 2,
  // Five apart would be wider than the tile: every other pixel of 5 × 5.
  widelyDilated: () => pixelDilated(5, 1, 1).filter((_, i) => i % 2 === 0),
};

/** Left edge of a centred run of pixels: the origin, a tile's centre, lies on a half. */
const before = (count: number): number => -Math.floor(count / 2) - 0.5;
const block = (width: number, height: number): GlyphShape =>
  rect(before(width), before(height), width, height);

function pixels(motif: Motif, extent: number, scale: PixelScale): GlyphShape[] {
  const { line, side } = scale;
  const wide = side(extent) + 2;
  switch (motif) {
    case 'identity':
      return [block(line, side(7))];
    case 'average':
      return [block(wide, line)];
    case 'maximum':
      return steps(wide);
    case 'separable':
      return pixelSeparable(scale.separableSide(extent));
    case 'dilated':
      return extent > 5 ? scale.widelyDilated() : pixelDilated(3, line, scale.dilatedStep);
    case 'dot':
      return [block(line + 1, line + 1)];
    case 'grid':
      return [block(side(extent), side(extent))];
    case 'cross':
      return [block(wide, line), block(line, wide)];
    default:
      return motif satisfies never;
  }
}

/** A stepped triangle, point up. */
function steps(width: number): GlyphShape[] {
  const rows = Math.ceil(width / 2);
  return Array.from({ length: rows }, (_, row) => {
    const inset = rows - 1 - row;
    return rect(before(width) + inset, before(rows) + row, width - 2 * inset, 1);
  });
}

function pixelSeparable(side: number): GlyphShape[] {
  const behind = 2;
  const start = before(side + behind);
  return [
    rect(start, start + behind, side, side),
    rect(start + behind, start, side, 1),
    rect(start + behind + side - 1, start, 1, side),
  ];
}

function pixelDilated(count: number, side: number, step: number): GlyphShape[] {
  const start = before((count - 1) * step + side);
  return Array.from({ length: count * count }, (_, i) =>
    rect(start + (i % count) * step, start + Math.floor(i / count) * step, side, side),
  );
}
