import type { Settings } from '../../settings/settings.ts';
import type { CellKind } from '../../space/architecture.ts';
import { CELL_PRESETS } from '../../space/presets.ts';
import { describeRerunError, type RerunError } from '../rerun/rerunError.ts';
import type { View } from '../route.ts';
import type { ShareError } from '../shareError.ts';
import { describeShareError } from '../shareError.ts';

/** A part of a text, in characters. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** A place as a person finds it. */
export interface ShownPlace extends Place {
  /** From 1. */
  readonly line: number;
  /** What stands there, with what is around it, of one line. */
  readonly excerpt: string;
}

export type ForeignNotation = 'nas-bench-101' | 'nas-bench-201' | 'nas-bench-301' | 'enas' | 'darts-rnn';

type Kind =
  | { readonly kind: 'nothing' }
  /** A link that names something else than cells; `view`: what it opens here, null where that can't be told. */
  | { readonly kind: 'other-link'; readonly view: View | null }
  /** A link to a search that shows no pair of cells. */
  | { readonly kind: 'no-pair'; readonly settings: Settings }
  | { readonly kind: 'rerun'; readonly error: RerunError }
  | { readonly kind: 'share'; readonly error: ShareError }
  /** `why`: a clause that names field, value and what is allowed. */
  | { readonly kind: 'json'; readonly why: string }
  | { readonly kind: 'foreign'; readonly notation: ForeignNotation }
  /** The file of a whole search or training. */
  | { readonly kind: 'run' }
  /** A genotype that breaks off, `found` being null at the text's end. */
  | { readonly kind: 'broken'; readonly wanted: string; readonly found: string | null }
  | { readonly kind: 'operation'; readonly written: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'no-cell'; readonly cell: CellKind }
  | { readonly kind: 'no-list'; readonly cell: CellKind }
  /** What stands where an edge, an operation's name and an input's number, must. */
  | { readonly kind: 'edge'; readonly cell: CellKind }
  | { readonly kind: 'odd'; readonly cell: CellKind; readonly edges: number }
  | { readonly kind: 'edges'; readonly cell: CellKind; readonly block: number; readonly edges: number }
  | { readonly kind: 'blocks'; readonly cell: CellKind; readonly blocks: number; readonly most: number }
  /** `last`: the highest that its block may read. All states as the text numbers them. */
  | { readonly kind: 'input'; readonly cell: CellKind; readonly input: number; readonly last: number }
  | { readonly kind: 'concat'; readonly cell: CellKind }
  | { readonly kind: 'concat-state'; readonly cell: CellKind; readonly state: number; readonly last: number }
  | { readonly kind: 'concat-twice'; readonly cell: CellKind; readonly state: number }
  | { readonly kind: 'left-out'; readonly cell: CellKind; readonly state: number };

/** Why a text gives no cells. */
export type CellsFlaw = Kind & {
  /** Where in the text; null where that is nowhere in particular. */
  readonly at: ShownPlace | null;
};

export type CellsFlawKind = Kind;

const FOREIGN: Readonly<Record<ForeignNotation, string>> = {
  'nas-bench-101':
    'This is a cell of NAS-Bench-101 (a matrix and a list of operations): there operations stand in the nodes, which add up any number of edges, and there is no reduction cell; a block here applies an operation to each of two states',
  'nas-bench-201':
    'This is a cell of NAS-Bench-201: there each node adds up an edge from every node before it, and there is no reduction cell; a block here reads two states',
  'nas-bench-301':
    'This is a pair of NAS-Bench-301 written in numbers: the list of operations that they count is missing; write it as a DARTS genotype, with the operations’ names',
  enas: 'This is an architecture of ENAS or NAO written in numbers: the list of operations that they count is missing; write it as a DARTS genotype, with the operations’ names',
  'darts-rnn':
    'This is a recurrent cell of DARTS, for language: the normal and the reduction cell of a network for images are missing',
};

const OPENS: Readonly<Partial<Record<View, string>>> = {
  inspector: 'a child of the run that is shown',
  editor: 'the editor with nothing in it',
  lesson: 'a lesson',
  board: 'the board',
  glossary: 'the glossary',
  teacher: 'the pages for teachers',
  contest: 'a contest',
};

const NAMES: Readonly<Record<CellKind, string>> = { normal: 'normal', reduction: 'reduce' };

const PRESET_NAMES = CELL_PRESETS.map(({ id }) => id).join(', ');

/** In one sentence, or two where a remedy has its own, with the place in the text: the words of page and commands alike. */
export function describeCellsFlaw(flaw: CellsFlaw): string {
  const said = sentenceOf(flaw);
  if (flaw.at === null) return `${said.replace(/\.$/, '')}.`;
  const { line, excerpt } = flaw.at;
  return `${said} (${line === 1 ? 'at' : `line ${line}, at`} “${excerpt}”).`;
}

/** Without its full stop. */
function sentenceOf(flaw: CellsFlaw): string {
  switch (flaw.kind) {
    case 'nothing':
      return `There are no cells in it: this reads our JSON, links and share codes, presets (${PRESET_NAMES}) and DARTS genotypes`;
    case 'other-link': {
      const opens = flaw.view === null ? undefined : OPENS[flaw.view];
      return opens === undefined
        ? 'This link has no part "#c=" that holds a pair of cells'
        : `This link opens ${opens}, and has no part "#c=" that holds a pair of cells`;
    }
    case 'no-pair':
      return 'This is a link to a search without a pair of cells';
    case 'rerun':
      return describeRerunError(flaw.error).replace(/\.$/, '');
    case 'share':
      return describeShareError(flaw.error).replace(/\.$/, '');
    case 'json':
      return `These cells are not right: ${flaw.why}`;
    case 'run':
      return 'This is a run, and not one pair of cells: give the share code of one of its trials, which the search has printed and the page has under Share';
    case 'foreign':
      return FOREIGN[flaw.notation];
    case 'broken':
      return `This genotype breaks off: ${flaw.wanted} must follow${flaw.found === null ? ', and the text ends' : ''}`;
    case 'operation':
      return `There is no operation ${quoted(flaw.written)} in this search space`;
    case 'none':
      return 'The operation "none" is no edge at all, and a block here applies an operation to each of two states';
    case 'no-cell':
      return `This genotype has no ${flaw.cell} cell (its field "${NAMES[flaw.cell]}" is missing), and a network here is made of two`;
    case 'no-list':
      return `The ${flaw.cell} cell of this genotype must be a list of edges, ('sep_conv_3x3', 1)`;
    case 'edge':
      return `An edge of the ${flaw.cell} cell must be an operation and the number of a state, ('sep_conv_3x3', 1)`;
    case 'odd':
      return `The ${flaw.cell} cell has ${flaw.edges === 1 ? 'one edge' : `${flaw.edges} edges`}, and every block needs two`;
    case 'edges':
      return `Block ${flaw.block} of the ${flaw.cell} cell has ${flaw.edges === 1 ? 'one edge' : `${flaw.edges} edges`}, and a block here reads two states`;
    case 'blocks':
      return `The ${flaw.cell} cell has ${flaw.blocks} blocks, and cells here have 1 to ${flaw.most}`;
    case 'input':
      return `The ${flaw.cell} cell reads state ${flaw.input} where only 0 to ${flaw.last} exist`;
    case 'concat':
      return `"${NAMES[flaw.cell]}_concat" must be a list of states, [2, 3, 4, 5] or range(2, 6)`;
    case 'concat-state':
      return `"${NAMES[flaw.cell]}_concat" names state ${flaw.state} where only 0 to ${flaw.last} exist`;
    case 'concat-twice':
      return `"${NAMES[flaw.cell]}_concat" names state ${flaw.state} twice`;
    case 'left-out':
      return `"${NAMES[flaw.cell]}_concat" leaves out state ${flaw.state}, which no block reads: here the output holds every such block, so list it or take the block away`;
    default:
      return flaw satisfies never;
  }
}

/** Text from outside, safe to print on one line. */
const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

const AROUND = 24;

/** A place with its line and what stands there, in a line's stretch of it. */
export function shownPlace(text: string, { offset, length }: Place): ShownPlace {
  const from = Math.max(text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1, offset - AROUND);
  const lineBreak = text.indexOf('\n', offset);
  const to = Math.min(lineBreak < 0 ? text.length : lineBreak, offset + Math.min(length, 40) + AROUND);
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  const cutBefore = from > 0 && text.charAt(from - 1) !== '\n';
  const cutAfter = to < text.length && text.charAt(to) !== '\n';
  const words = text.slice(from, to).replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim();
  return { offset, length, line, excerpt: `${cutBefore ? '…' : ''}${words}${cutAfter ? '…' : ''}` };
}
