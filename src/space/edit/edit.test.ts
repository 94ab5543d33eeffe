import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellDraft, DraftPair } from '../architecture.ts';
import { type Edit, edited } from '../edit.ts';
import { presetOf } from '../presets.ts';
import { anyArchitecture } from '../testing/arbitraries.ts';
import { validateArchitecture } from '../validity.ts';
import { changedNodes } from './changed.ts';
import { choicesAt, draftNodes } from './choices.ts';
import { EMPTY_PAIR, missingIn, wholeOf } from './draft.ts';
import { beginHistory, draftAt, goneTo, type History, redone, undone } from './history.ts';
import { withEdit } from './step.ts';

const KINDS = ['normal', 'reduction'] as const;
const nasnet = presetOf('nasnet-a').architecture;
const darts = presetOf('darts-v2').architecture;

/** All that is offered anywhere, but for what is so already. */
function offered(draft: DraftPair): Edit[] {
  const edits = KINDS.flatMap((cell) =>
    draftNodes(draft[cell]).flatMap((node) => {
      const { operations, inputs, combiners, outputs, follow, addBlock, deleteBlock } = choicesAt(
        draft,
        cell,
        node,
      );
      const choices = [...operations, ...inputs, ...combiners].filter(({ isNow }) => !isNow);
      return [...choices, ...outputs].map(({ edit }) => edit).concat(follow, addBlock, deleteBlock);
    }),
  );
  return edits.filter((edit) => edit !== null);
}

const anyStart = fc.oneof(
  fc.constant(EMPTY_PAIR),
  fc.constantFrom(nasnet, darts),
  anyArchitecture(),
) as fc.Arbitrary<DraftPair>;

/** Each draws one of what is offered then; a few take in a whole pair, or empty both cells. */
const anySequence = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.nat(1_000_000) },
    { weight: 1, arbitrary: anyArchitecture() },
    { weight: 1, arbitrary: fc.constant('empty' as const) },
  ),
  { minLength: 1, maxLength: 24, size: 'max' },
);

function follow(history: History, drawn: number | DraftPair | 'empty'): History {
  if (drawn === 'empty') return withEdit(history, { kind: 'empty' }) ?? history;
  if (typeof drawn !== 'number') {
    const architecture = wholeOf(drawn)!;
    return withEdit(history, { kind: 'put-in', architecture, name: 'a pair' }) ?? history;
  }
  const edits = offered(draftAt(history));
  const next = withEdit(history, edits[drawn % edits.length]!);
  if (next === null) throw new Error('what is offered can be done');
  return next;
}

/** As the rules of cells have it, of what is not whole either: unfinished slots stand for any. */
function expectValid(draft: DraftPair): void {
  const filled = (cell: CellDraft): CellDraft => ({
    ...cell,
    blocks: cell.blocks.map(({ inputs, operations, combiner }) => ({
      inputs: [inputs[0] ?? 0, inputs[1] ?? 0],
      operations: [operations[0] ?? 'identity', operations[1] ?? 'identity'],
      combiner,
    })),
  });
  for (const kind of KINDS) {
    if (draft[kind].blocks.length === 0) {
      if (draft[kind].output !== undefined) throw new Error('an empty cell has no output of its own');
      continue;
    }
    const cell = filled(draft[kind]);
    const pair = wholeOf({ normal: cell, reduction: cell })!;
    const valid = validateArchitecture(pair);
    if (!valid.ok) throw new Error(valid.error);
  }
  const whole = wholeOf(draft);
  const isMissing = KINDS.some((kind) => missingIn(draft[kind]) !== null);
  if ((whole === null) !== isMissing) throw new Error('what is missing is told');
  if (whole !== null && !validateArchitecture(whole).ok) throw new Error('a whole pair is valid');
}

/** By value, and in one order of its fields. */
const textOf = ({ normal, reduction }: DraftPair): string =>
  JSON.stringify(
    [normal, reduction].map(({ blocks, output = null }) => [
      blocks.map(({ inputs, operations, combiner }) => [inputs, operations, combiner]),
      output,
    ]),
  );

test('1,000 random sequences of edits keep cells valid, undo to the very start and redo to the very end', () => {
  let edits = 0;
  let wholes = 0;
  fc.assert(
    fc.property(anyStart, anySequence, (start, sequence) => {
      let history = beginHistory(start);
      // Written down as they are met: what is in the history may not have changed since.
      const written: string[] = [textOf(start)];
      for (const drawn of sequence) {
        const next = follow(history, drawn);
        if (next === history) continue;
        history = next;
        const draft = draftAt(history);
        written.push(textOf(draft));
        expectValid(draft);
        edits++;
        if (wholeOf(draft) !== null) wholes++;
      }
      const end = history;
      const now = (): string => textOf(draftAt(history));
      expect(history.at).toBe(written.length - 1);
      for (const text of written.toReversed()) {
        expect(now()).toBe(text);
        history = undone(history);
      }
      expect(now()).toBe(written[0]);
      expect(undone(history)).toBe(history);
      expect(KINDS.flatMap((kind) => changedNodes(history, kind))).toEqual([]);
      for (const text of written) {
        expect(now()).toBe(text);
        history = redone(history);
      }
      expect(now()).toBe(written.at(-1));
      expect(redone(history)).toBe(history);
      expect(history).toEqual(end);
      // To every place, from the end and from anywhere.
      for (const [at, text] of written.entries()) {
        expect(textOf(draftAt(goneTo(end, at)))).toBe(text);
        history = goneTo(goneTo(history, written.length - 1 - at), at);
        expect(now()).toBe(text);
      }
    }),
    { numRuns: 1000, seed: 23 },
  );
  // Both kinds of drafts are met often.
  expect(edits).toBeGreaterThan(10_000);
  expect(wholes).toBeGreaterThan(edits / 10);
  expect(wholes).toBeLessThan(edits);
});

test('whatever is not offered is no edit', () => {
  const anyCell = fc.constantFrom(...KINDS);
  const number = fc.integer({ min: -1, max: 9 });
  const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({
      kind: fc.constant('input' as const),
      cell: anyCell,
      block: number,
      slot: fc.constantFrom(0, 1),
      to: number,
    }),
    fc.record({
      kind: fc.constant('operation' as const),
      cell: anyCell,
      block: number,
      slot: fc.constantFrom(0, 1),
      to: fc.constantFrom('identity', 'none' as 'identity'),
    }),
    fc.record({ kind: fc.constant('delete-block' as const), cell: anyCell, block: number }),
    fc.record({ kind: fc.constant('add-block' as const), cell: anyCell }),
    fc.record({
      kind: fc.constant('combiner' as const),
      cell: anyCell,
      block: number,
      to: fc.constantFrom('add', 'concat', 'mul' as 'add'),
    }),
  ) as fc.Arbitrary<Edit>;
  let offeredOnes = 0;
  fc.assert(
    fc.property(anyStart, anyEdit, (draft, edit) => {
      const isOffered = offered(draft).some((one) => JSON.stringify(one) === JSON.stringify(edit));
      expect(edited(draft, edit) !== null).toBe(isOffered);
      if (isOffered) offeredOnes++;
    }),
    { numRuns: 2000, seed: 5 },
  );
  expect(offeredOnes).toBeGreaterThan(200);
});

describe('an output', () => {
  const output = (draft: DraftPair | null) => draft?.normal.output;

  test('follows by itself until it is set by hand', () => {
    expect(output(darts)).toEqual([2, 3, 4, 5]);
    const start: DraftPair = { ...darts, normal: { blocks: darts.normal.blocks } };
    const free = edited(start, { kind: 'input', cell: 'normal', block: 3, slot: 1, to: 4 });
    expect(output(free)).toBeUndefined();
    expect(choicesAt(free!, 'normal', { kind: 'output' }).follow).toBeNull();
    const [h1] = choicesAt(free!, 'normal', { kind: 'output' }).outputs;
    expect(h1).toMatchObject({ state: 1, isIn: false });
    const byHand = edited(free!, h1!.edit!);
    expect(output(byHand)).toEqual([1, 2, 3, 5]);
    const followed = edited(byHand!, choicesAt(byHand!, 'normal', { kind: 'output' }).follow!);
    expect(output(followed)).toBeUndefined();
  });

  test('that was set takes in a new block and one that loses its reader, and leaves none of them out', () => {
    const added = edited(nasnet, { kind: 'add-block', cell: 'reduction' });
    expect(added?.reduction.output).toEqual([3, 4, 5, 6, 7]);
    // State 2 is read by blocks 3 and 4 of the reduction cell.
    const one = edited(nasnet, { kind: 'input', cell: 'reduction', block: 3, slot: 1, to: 0 });
    const other = edited(one!, { kind: 'input', cell: 'reduction', block: 4, slot: 0, to: 0 });
    expect(one?.reduction.output).toEqual([3, 4, 5, 6]);
    expect(other?.reduction.output).toEqual([2, 3, 4, 5, 6]);
    const choices = choicesAt(other!, 'reduction', { kind: 'output' }).outputs;
    expect(choices.find(({ state }) => state === 2)).toEqual({ state: 2, isIn: true, edit: null });
    for (const to of [
      [3, 4, 5, 6],
      [2, 4, 3, 5, 6],
      [2, 3, 4, 5, 6, 7],
      [2, 2, 3, 4, 5, 6],
    ])
      expect(edited(other!, { kind: 'output', cell: 'reduction', to })).toBeNull();
  });
});

test('readers of a deleted block read h_i, and later states move down', () => {
  const history = withEdit(beginHistory(nasnet), { kind: 'delete-block', cell: 'reduction', block: 0 })!;
  expect(history.steps[0]!.change).toEqual({ kind: 'delete-block', cell: 'reduction', block: 0, readers: 2 });
  const { reduction } = draftAt(history);
  expect(reduction.blocks.map(({ inputs }) => inputs)).toEqual([
    [0, 1],
    [0, 1],
    [2, 0],
    [0, 0],
  ]);
  expect(reduction.output).toEqual([2, 3, 4, 5]);
  // What moved only is the same; the two that read another state are not.
  expect(changedNodes(history, 'reduction')).toEqual([
    { kind: 'tile', block: 2, slot: 1 },
    { kind: 'tile', block: 3, slot: 0 },
  ]);
  expect(changedNodes(history, 'normal')).toEqual([]);
});

test('a new block is unfinished until all of it was chosen', () => {
  let history = beginHistory(darts);
  const act = (edit: Edit): void => {
    history = withEdit(history, edit)!;
  };
  act({ kind: 'add-block', cell: 'normal' });
  expect(wholeOf(draftAt(history))).toBeNull();
  expect(missingIn(draftAt(history).normal)).toEqual({ kind: 'unfinished', operations: 2, inputs: 2 });
  const place = { cell: 'normal', block: 4 } as const;
  act({ kind: 'operation', ...place, slot: 0, to: 'conv_1x1' });
  act({ kind: 'operation', ...place, slot: 1, to: 'identity' });
  act({ kind: 'input', ...place, slot: 0, to: 5 });
  expect(missingIn(draftAt(history).normal)).toEqual({ kind: 'unfinished', operations: 0, inputs: 1 });
  act({ kind: 'input', ...place, slot: 1, to: 1 });
  expect(wholeOf(draftAt(history))?.normal.blocks[4]).toEqual({
    inputs: [5, 1],
    operations: ['conv_1x1', 'identity'],
    combiner: 'add',
  });
  expect(history.steps[1]!.change).toEqual({ kind: 'operation', ...place, from: null, to: 'conv_1x1' });
});

test('the list leads to any place; what was undone goes once something else is done', () => {
  const swap: Edit = { kind: 'combiner', cell: 'normal', block: 0, to: 'concat' };
  let history = withEdit(beginHistory(darts), swap)!;
  history = withEdit(history, { kind: 'put-in', architecture: nasnet, name: 'NASNet-A' })!;
  history = withEdit(history, { kind: 'empty' })!;
  expect(withEdit(history, { kind: 'empty' })).toBeNull();
  expect(history.steps.map(({ change }) => change.kind)).toEqual(['combiner', 'put-in', 'empty']);
  const back = goneTo(history, 1);
  expect(back.steps).toHaveLength(3);
  expect(draftAt(back).normal.blocks[0]!.combiner).toBe('concat');
  for (const nowhere of [-1, 4, 0.5, 1]) expect(goneTo(back, nowhere)).toBe(back);
  expect(draftAt(goneTo(back, 3))).toBe(EMPTY_PAIR);
  const other = withEdit(back, { kind: 'add-block', cell: 'normal' })!;
  expect(other.steps.map(({ change }) => change.kind)).toEqual(['combiner', 'add-block']);
});
