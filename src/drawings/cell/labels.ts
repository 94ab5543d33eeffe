import type { StateIndex } from '../../space/architecture.ts';
import { type OperationId, operationOf } from '../../space/operations/index.ts';
import type { CellLayout, CombinerBox, SegmentBox } from './layout/geometry.ts';
import type { SizeName } from './sizes.ts';

/** The words in a drawing, placed from the top left of the node that bears them. */

export interface Label {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** h with an index, in italic serif. */
export interface StateLabel {
  readonly index: 'i' | 'i−1';
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

type Sized<Value> = Readonly<Partial<Record<SizeName, Value>>>;

/** Where a tile's glyph is centred; where there is no entry, in the middle. */
const GLYPH_CENTRES: Sized<readonly [number, number]> = { L: [34, 35], M: [18, 17], W: [15, 14] };

export function glyphCentre(size: SizeName, width: number, height: number): readonly [number, number] {
  return GLYPH_CENTRES[size] ?? [width / 2, height / 2];
}

const label = (
  text: string,
  [x, y]: readonly [number, number],
  size: number,
  weight: Label['weight'] = 500,
  anchor: Label['anchor'] = 'middle',
): Label => ({ text, x, y, size, weight, anchor });

export function tileLabels(operation: OperationId, size: SizeName): Label[] {
  const [name = '', kernel] = operationOf(operation).label;
  if (size === 'L') return largeTileLabels(name, kernel);
  if (size !== 'M' && size !== 'W') return [];
  if (kernel === undefined) {
    const short = name === 'identity' ? 'id' : name;
    return [size === 'M' ? label(short, [18, 45], 10) : label(short, [39, 17.5], 9.5)];
  }
  const [first, second] = kernel.includes(' ') ? kernel.split(' ') : [name, kernel];
  return size === 'M'
    ? [label(first!, [18, 38.5], 9.5), label(second!, [18, 48.5], 9.5)]
    : [label(first!, [39, 12], 9), label(second!, [39, 22], 9)];
}

function largeTileLabels(name: string, kernel: string | undefined): Label[] {
  if (kernel === undefined) return [label(name, [34, 77], 12.5, 600)];
  if (!kernel.includes(' ')) return [label(`${name} ${kernel}`, [34, 77], 12.5, 600)];
  return [label(name, [34, 69], 12.5, 600), label(kernel, [34, 81], 10.5)];
}

export function combinerLabels({ combiner, state, width }: CombinerBox, size: SizeName): Label[] {
  if (size === 'L') {
    return [
      label(combiner, [9, 16], 12, 600, 'start'),
      label(`state ${state}`, [width - 9, 16], 11.5, 500, 'end'),
    ];
  }
  if (size !== 'M' && size !== 'W') return [];
  // At M the word just fills its half of a divided bar.
  const word =
    size === 'M' && combiner === 'concat'
      ? label(combiner, [width / 4 - 1, 11], 9)
      : label(combiner, [6, 11], 9.5, 500, 'start');
  return [word, label(String(state), [width - 6, 11], 9.5, 600, 'end')];
}

const INPUT_TEXT: Sized<number> = { L: 17, M: 13, W: 13, P: 11, S: 11 };

const indexOf = (state: StateIndex): StateLabel['index'] => (state === 0 ? 'i' : 'i−1');

export function inputLabel(state: StateIndex, { size, inputs }: CellLayout): StateLabel | null {
  const text = INPUT_TEXT[size];
  const { width, height } = inputs[0]!;
  if (text === undefined) return null;
  return { index: indexOf(state), x: width / 2, y: height / 2 + text * 0.27, size: text };
}

/** What a segment of the output bar says, above its line: a state's number, or h where there is room for it. */
export function segmentLabel(segment: SegmentBox, size: SizeName): Label | StateLabel | null {
  const x = segment.arrival - segment.x;
  const { state, width } = segment;
  if (size === 'L') {
    return state < 2
      ? { index: indexOf(state), x, y: 20, size: 15 }
      : label(String(state), [x, 20.5], 12.5, 600);
  }
  if (size !== 'M' && size !== 'W') return null;
  return state < 2 && width >= 26
    ? { index: indexOf(state), x, y: 12, size: 11.5 }
    : label(String(state), [x, 12], 9.5, 600);
}

/** The track of a probability at a tile's foot: its inset from the sides, and of its top from the tile's bottom. */
export const PROBABILITY_TRACK: Sized<{ readonly side: number; readonly foot: number }> = {
  L: { side: 6, foot: 6 },
  M: { side: 5, foot: 5 },
  W: { side: 4, foot: 4 },
};
