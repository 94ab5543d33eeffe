import type { ReactNode } from 'react';
import { childName, isMade } from '../../../../search/made.ts';
import type { CellKind, Combiner, StateIndex } from '../../../../space/architecture.ts';
import type { DraftNode } from '../../../../space/edit/choices.ts';
import type { Missing } from '../../../../space/edit/draft.ts';
import type { Change } from '../../../../space/edit/history.ts';
import { type OperationId, operationOf } from '../../../../space/operations/index.ts';
import type { EditorOrigin } from '../../../../store/editor/editor.ts';
import { compactText, counted, SPACE, signedPoints } from '../../../format.ts';
import { phrase } from '../../phrase.ts';

const ORDINALS = ['first', 'second'] as const;

/** As a tile has it: "sep 5×5", and "1×7 7×1" where the kernel says it all. */
const operation = (id: OperationId): string => {
  const [name = '', kernel] = operationOf(id).label;
  return kernel === undefined ? name : kernel.includes(' ') ? kernel : `${name} ${kernel}`;
};

const state = (index: StateIndex): string => (index === 0 ? 'h i' : index === 1 ? 'h i−1' : `state ${index}`);

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const place = (cell: CellKind, what: string): string => (cell === 'reduction' ? `reduction, ${what}` : what);
const block = ({ cell, block }: { readonly cell: CellKind; readonly block: number }): string =>
  place(cell, `block ${block + 1}`);

/** One change, as the list has it. */
function changeText(change: Change): string {
  switch (change.kind) {
    case 'operation': {
      const { from, to } = change;
      return from === null
        ? `${block(change)}: ${operation(to)}`
        : `${block(change)}: ${operation(from)} → ${operation(to)}`;
    }
    case 'input':
      return `${block(change)} reads ${state(change.to)}`;
    case 'combiner':
      return `${block(change)}: ${change.from} → ${change.to}`;
    case 'add-block':
      return `${block(change)} added`;
    case 'delete-block':
      return change.readers === 0
        ? `${block(change)} deleted`
        : `${block(change)} deleted, ${counted(change.readers, 'reader', 'readers')} to h i`;
    case 'output':
      return place(
        change.cell,
        change.to === null ? 'output by itself' : `output ${listed(change.to.map(state))}`,
      );
    case 'empty':
      return 'both cells emptied';
    case 'put-in':
      return `put in: ${change.name}`;
    default:
      return change satisfies never;
  }
}

/** "13", or "h1" of one by hand. */
const childId = (id: number): string => (isMade(id) ? childName(id) : String(id));

/** What the pair is a copy of. */
function originText(origin: EditorOrigin): string {
  switch (origin.kind) {
    case 'child':
      return `child ${childId(origin.number)}`;
    case 'titled':
      return origin.title;
    case 'linked':
      return 'a linked pair';
    case 'empty':
      return '';
    default:
      return origin satisfies never;
  }
}

const missingText = (missing: Missing): string => {
  if (missing.kind === 'empty') return 'has no block yet';
  const operations = missing.operations > 0 ? [counted(missing.operations, 'operation', 'operations')] : [];
  const inputs = missing.inputs > 0 ? [counted(missing.inputs, 'input', 'inputs')] : [];
  return `lacks ${listed([...operations, ...inputs])}`;
};

type Measure = 'trainable' | 'multiplyAdds';
const MEASURES: Readonly<Record<Measure, string>> = {
  trainable: 'parameters',
  multiplyAdds: 'multiply-adds',
};

const signed = (value: number): string =>
  value === 0 ? '0' : `${value > 0 ? '+' : '−'}${compactText(Math.abs(value))}`;

/** A pair of cells, changed by hand. */
export const editorTexts = {
  undo: 'Undo',
  undoSays: (change: string | null): string =>
    change === null ? 'Nothing to undo.' : `Takes back: ${change}`,
  redo: 'Redo',
  redoSays: (change: string | null): string =>
    change === null ? 'Nothing to redo.' : `Does again: ${change}`,
  done: (change: string): string => `${change}.`,
  undone: (change: string): string => `Undone: ${change}.`,
  redone: (change: string): string => `Done again: ${change}.`,
  copyOf: (origin: EditorOrigin, changes: number): string => {
    const made = changes === 0 ? 'no change yet' : counted(changes, 'change', 'changes');
    return origin.kind === 'empty' ? `From nothing, ${made}` : `Copy of ${originText(origin)}, ${made}`;
  },
  keys: 'arrows walk · Enter choices · I reads · O operation · C combine · + block · Delete · Ctrl Z',
  contestKeys: 'arrows walk · Enter choices · I reads · O operation · C combine · T train · H hand in',
  change: changeText,
  /** In the name of a node that is not what it was. */
  changed: 'changed',
  empty: 'This cell has no block yet.',
  missing: (cell: CellKind, missing: Missing): string => `The ${cell} cell ${missingText(missing)}.`,
  unfinished: 'There is no link, no count and no training before both cells are whole.',
  outside: (operations: readonly string[]): string =>
    `${listed(operations)} ${operations.length === 1 ? 'is' : 'are'} outside this search’s space: such a child is told to no strategy.`,

  node: {
    column: 'Choices of the chosen node',
    close: 'Close',
    tile: (operation: string, input: ReactNode) => phrase`${operation} on ${input}`,
    noInput: 'no state yet',
    noOperation: 'no operation yet',
    where: (node: DraftNode): string => {
      switch (node.kind) {
        case 'tile':
          return `${ORDINALS[node.slot]} operation of the block that makes state ${node.block + 2}`;
        case 'combiner':
          return `block ${node.block + 1}`;
        case 'input':
          return 'what the blocks of the cell read';
        case 'output':
          return 'what the next cell reads';
        default:
          return node satisfies never;
      }
    },
  },

  choices: {
    operation: 'Operation',
    operationNote: (measures: readonly Measure[]): string =>
      `change in ${measures.map((one) => MEASURES[one]).join(' · ')}`,
    deltaSays: (delta: readonly number[], measures: readonly Measure[]): string =>
      measures.map((one, at) => `${signed(delta[at] ?? 0)} ${MEASURES[one]}`).join(', '),
    operationName: operation,
    /** Under the tile that the draft has. */
    now: 'now',
    /** Under one that a contest does not take. */
    overMark: 'over',
    outsideMark: 'outside',
    outsideSays: 'Outside this search’s space: such a child is told to no strategy.',
    operationSays: (name: string, delta: string | null, isNow: boolean): string =>
      isNow
        ? `${name}, now`
        : delta === null
          ? name
          : delta === 'over'
            ? `${name}, over the limit`
            : delta === 'outside'
              ? `${name}, outside`
              : `${name}, ${delta}`,
    reads: 'Reads',
    readsNote: 'a state that is made before',
    stateName: state,
    stateMark: (index: StateIndex): string => String(index),
    combine: 'Combine',
    combiners: { add: 'add', concat: 'concat' } satisfies Record<Combiner, string>,
    output: 'Output',
    outputNote: 'unread blocks always',
    outputForced: 'No block reads it: it can’t be left out.',
    outputSays: (name: string, isIn: boolean): string => `${name}, ${isIn ? 'in the output' : 'left out'}`,
    follow: 'Let it follow by itself',
    followSays: 'The output holds every state that no block reads, whatever is changed.',
    add: 'Add a block',
    remove: (block: number): string => `Remove block ${block + 1}`,
    removeSays: 'Whatever reads it reads h i then.',
    clear: 'Empty both cells',
    clearSays: 'Takes away all blocks, to begin from nothing. It can be undone.',
  },

  costs: {
    title: 'What it costs',
    /** Beside the title while a choice is pointed at. */
    pointed: 'with the choice pointed at',
    child: (id: number): string => `Child ${childId(id)}`,
    before: (child: number | null): string => (child === null ? 'Before' : `Child ${childId(child)}`),
    now: 'Now',
    change: 'Change',
    parameters: 'Parameters',
    multiplyAdds: 'Multiply-adds',
    step: `Step,${SPACE}ms`,
    heldOut: `Held out,${SPACE}%`,
    /** Of a share's difference; what rounds to nothing has no sign. */
    points: (share: number): string => (Math.abs(share) < 5e-4 ? '0.0' : signedPoints(100 * share, 1)),
    /** The network whose counts follow. */
    own: ({ cellsPerStage, filters, imageSize }: BuiltAt): string =>
      `N ${cellsPerStage}, F ${filters}, ${imageSize}${SPACE}px`,
    trained: ({ cellsPerStage, filters, imageSize }: BuiltAt): string =>
      `Trained from here by other settings: N ${cellsPerStage}, F ${filters}, ${imageSize}${SPACE}px.`,
    whole: ({ cellsPerStage, filters, imageSize }: BuiltAt): string =>
      `As a whole network, N ${cellsPerStage}, F ${filters}, ${imageSize}${SPACE}px`,
    signed,
  },

  changes: {
    title: 'Changes',
    note: 'press to go back',
    start: (origin: EditorOrigin): string =>
      origin.kind === 'empty' ? 'an empty pair' : `copy of ${originText(origin)}`,
  },

  text: {
    title: 'As text',
    forms: 'Written as',
    form: { link: 'link', json: 'JSON', genotype: 'genotype' },
    copy: { link: 'Copy link', json: 'Copy JSON', genotype: 'Copy genotype' },
    copied: 'Copied',
    byHand: 'Copying is not allowed here: the text is selected, copy it by hand.',
    field: 'Cells as text',
    placeholder: 'Paste a link, a code, JSON, a preset’s name or a Genotype(…)',
    putIn: 'Put it in',
    goThere: 'Show the place',
    clear: 'Clear',
    already: 'The cells are just these already.',
  },
} as const;

interface BuiltAt {
  readonly cellsPerStage: number;
  readonly filters: number;
  readonly imageSize: number;
}
