import type { DotName } from './input.ts';

/** Names beside dots: each at the first of its places that touches nothing; one that finds none is left to hover. */

export interface PlacedName extends DotName {
  readonly id: number;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Named {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly name: DotName;
}

/** Mean advance of a character, as a share of the size of type. */
const ADVANCE = { 400: 0.55, 600: 0.59 } as const;
const SIZE = { strong: 12, ink: 11, quiet: 11, failed: 11 } as const;
/** Of the letters over and under the baseline, px. */
const ASCENT = 9;
const DESCENT = 3;
const BESIDE = 9;

export function placeNames(named: readonly Named[], taken: readonly Box[], room: Box): PlacedName[] {
  const boxes = [...taken];
  const placed: PlacedName[] = [];
  for (const { id, x, y, name } of named) {
    const size = SIZE[name.tone];
    const width = name.text.length * size * ADVANCE[name.tone === 'strong' ? 600 : 400];
    const found = placesOf(x, y, width).find(
      ({ box }) => isInside(box, room) && !boxes.some((other) => touch(box, other)),
    );
    if (found === undefined) continue;
    boxes.push(found.box);
    const { anchor, at } = found;
    placed.push({ ...name, id, anchor, size, x: tenth(at[0]), y: tenth(at[1]) });
  }
  return placed;
}

function placesOf(x: number, y: number, width: number) {
  const place = (anchor: PlacedName['anchor'], left: number, at: readonly [number, number]) => {
    const box: Box = { left, right: left + width, top: at[1] - ASCENT, bottom: at[1] + DESCENT };
    return { anchor, at, box };
  };
  const middle = y + 4;
  return [
    place('start', x + BESIDE, [x + BESIDE, middle]),
    place('end', x - BESIDE - width, [x - BESIDE, middle]),
    place('middle', x - width / 2, [x, y - 9]),
    place('middle', x - width / 2, [x, y + 17]),
    place('end', x - BESIDE - width + 3, [x - BESIDE + 3, y - 5]),
    place('start', x + BESIDE - 3, [x + BESIDE - 3, y + 13]),
  ];
}

const touch = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const isInside = (a: Box, room: Box): boolean =>
  a.left >= room.left && a.right <= room.right && a.top >= room.top && a.bottom <= room.bottom;

const tenth = (value: number): number => Math.round(value * 10) / 10;
