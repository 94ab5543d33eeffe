import type { Over } from '../../../run/contest/rules.ts';
import { childName } from '../../../search/made.ts';
import { calledAs } from '../../../settings/called.ts';
import type { Settings } from '../../../settings/settings.ts';
import { OPERATION_IDS, PAPER_OPERATION_IDS } from '../../../space/operations/index.ts';
import type { ContestWords } from '../../../store/contest/contest.ts';
import { compactText, percentText, whole } from '../../format.ts';
import { editorTexts } from '../child/layer/editor.ts';

const operation = editorTexts.choices.operationName;

const listed = (words: readonly string[]): string => words.join(', ');

const FIGURES = { parameters: 'parameters', multiplyAdds: 'multiply-adds' } as const;

function overText(over: Over): string {
  switch (over.kind) {
    case 'parameters':
    case 'multiplyAdds':
      return over.is === over.limit
        ? `${compactText(over.is)} ${FIGURES[over.kind]}: this contest asks for fewer.`
        : `${compactText(over.is)} ${FIGURES[over.kind]}, ${compactText(over.is - over.limit)} more than this contest allows.`;
    case 'blocks':
      return `${over.is} blocks, where this contest allows ${over.limit} in a cell.`;
    case 'operations':
      return `${listed(over.operations.map(operation))}: this contest does not have ${over.operations.length === 1 ? 'it' : 'them'}.`;
    case 'table':
      return 'The table of this contest has no such pair: two blocks that add in the normal cell, and the reduction cell as it is.';
    default:
      return over satisfies never;
  }
}

/** What the store says by them while a contest is open. */
export const contestWords: ContestWords = {
  over: (over, edit, cheaper) => {
    const what = edit.kind === 'operation' ? `${operation(edit.to)} here is over the limit. ` : '';
    const ways = cheaper.length === 0 ? '' : ` Cheaper: ${listed(cheaper.map(operation))}.`;
    return `${over.kind === 'parameters' || over.kind === 'multiplyAdds' ? what : ''}${overText(over)}${ways}`;
  },
  first: 'a small pair',
};

const recipe = ({ rewards }: Pick<Settings, 'rewards'>, seeds: number): string =>
  rewards === 'table'
    ? 'Ranked by the table, which knows every pair of its space.'
    : `Ranked by what ${seeds === 1 ? 'one fresh seed gives' : `${whole(seeds)} fresh seeds give`}.`;

const operationsSay = (operations: Settings['operations']): string =>
  operations.length === OPERATION_IDS.length
    ? 'all operations'
    : operations.length === PAPER_OPERATION_IDS.length &&
        PAPER_OPERATION_IDS.every((one) => operations.includes(one))
      ? `the ${whole(operations.length)} operations of the paper`
      : `${whole(operations.length)} ${operations.length === 1 ? 'operation' : 'operations'}`;

const space = ({ rewards, blocks, operations }: Settings): string =>
  rewards === 'table'
    ? 'Any pair of the table.'
    : `At most ${blocks} ${blocks === 1 ? 'block' : 'blocks'} a cell, ${operationsSay(operations)}.`;

/** A contest: as it is set, as it stands over the editor, and what is handed in. */
export const contestTexts = {
  row: {
    name: 'Contest',
    title: (title: string): string => (title === '' ? 'Contest' : `Contest: ${title}`),
    space,
    ranked: (settings: Settings, seeds: number): string => {
      const called = calledAs(settings);
      return `${called === null ? '' : `${called.title}. `}${recipe(settings, seeds)} ${space(settings)}`;
    },
    leave: 'Leave the contest',
    leaveSays: 'Gives your own settings back. What was edited stays.',
    of: { parameters: 'parameters', multiplyAdds: 'multiply-adds' },
    limit: 'limit',
    figure: (is: string, limit: string, of: string): string => `${is} of under ${limit} ${of}`,
    none: '–',
    pointed: (figure: string): string => `with the choice: ${figure}`,
  },
  over: 'over',
  put: (why: string): string => `Not put in. ${why}`,
  hand: {
    text: 'Hand in',
    says: 'Makes the link of what is handed in (H). Nothing leaves this machine.',
    unfinished: 'Finish both cells first.',
    untrained: 'Train it first: this very pair has no figure yet.',
    untabled: 'Look it up first: Train it asks the table.',
    over: (why: string): string => `It can’t be handed in. ${why}`,
  },
  handed: {
    title: 'What is handed in',
    note: 'a link or a QR code',
    field: 'Link of what is handed in',
    copy: 'Copy the link of what is handed in',
    qr: 'QR code of what is handed in',
    none: 'Nothing yet.',
    was: (accuracy: number): string => `was ${percentText(accuracy)}`,
    wasSays: 'before the last change',
    says: (by: string, accuracy: number, id: number): string =>
      `The cell, the name ${by} and what was measured, ${percentText(accuracy)} as ${childName(id)}.`,
    board:
      'On the board it is trained again from fresh seeds; most come out a little lower, since everyone hands in their best.',
    table: 'The board looks it up in the same table.',
    again:
      'Handed in again, it takes the place of the one before. Nothing leaves this machine until you send the link.',
    changed: 'The pair was changed since: what stands here is the one before.',
  },
} as const;
