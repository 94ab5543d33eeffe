/** Labels at the ends of lines, moved apart as little as possible so that none overlap. */

export interface LabelBox {
  readonly x: number;
  readonly width: number;
  /** Where its middle wants to be. */
  readonly y: number;
  readonly height: number;
}

/** The middles, in the order given: labels that share a stretch of x are moved apart, within `top` to `bottom`. */
export function dodge(boxes: readonly LabelBox[], top: number, bottom: number): number[] {
  const middles = boxes.map(({ y }) => y);
  for (const column of columnsOf(boxes)) {
    const order = [...column].sort((a, b) => boxes[a]!.y - boxes[b]!.y || a - b);
    const placed = spread(
      order.map((index) => boxes[index]!),
      top,
      bottom,
    );
    order.forEach((index, place) => {
      middles[index] = placed[place]!;
    });
  }
  return middles;
}

/** Connected groups of boxes whose stretches of x overlap. */
function columnsOf(boxes: readonly LabelBox[]): number[][] {
  const order = boxes.map((_, index) => index).sort((a, b) => boxes[a]!.x - boxes[b]!.x);
  const columns: number[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const box = boxes[index]!;
    const column = columns.at(-1);
    if (column !== undefined && box.x < end) column.push(index);
    else columns.push([index]);
    end = Math.max(end, box.x + box.width);
  }
  return columns;
}

interface Pile {
  /** Middle of its first box. */
  start: number;
  readonly boxes: LabelBox[];
}

/** Least squares under minimum distances: piles that touch are merged and stand at the mean of what their boxes want. */
function spread(boxes: readonly LabelBox[], top: number, bottom: number): number[] {
  const piles: Pile[] = [];
  for (const box of boxes) {
    piles.push(settled([box], top, bottom));
    while (piles.length > 1 && touches(piles.at(-2)!, piles.at(-1)!)) {
      const last = piles.pop()!;
      const before = piles.pop()!;
      piles.push(settled([...before.boxes, ...last.boxes], top, bottom));
    }
  }
  return piles.flatMap(({ start, boxes: pile }) => offsets(pile).map((offset) => start + offset));
}

function settled(boxes: LabelBox[], top: number, bottom: number): Pile {
  const steps = offsets(boxes);
  const wanted = boxes.reduce((sum, { y }, index) => sum + y - steps[index]!, 0) / boxes.length;
  const lowest = bottom - steps.at(-1)! - boxes.at(-1)!.height / 2;
  return { start: Math.max(top + boxes[0]!.height / 2, Math.min(wanted, lowest)), boxes };
}

function touches(before: Pile, after: Pile): boolean {
  const last = before.boxes.at(-1)!;
  const end = before.start + offsets(before.boxes).at(-1)! + last.height / 2;
  return end > after.start - after.boxes[0]!.height / 2;
}

/** Middles of boxes stacked without gaps, from that of the first. */
function offsets(boxes: readonly LabelBox[]): number[] {
  let offset = 0;
  return boxes.map((box, index) => {
    if (index > 0) offset += (boxes[index - 1]!.height + box.height) / 2;
    return offset;
  });
}
