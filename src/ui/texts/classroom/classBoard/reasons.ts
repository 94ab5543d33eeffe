import { describeContestError } from '../../../../codecs/contest/contestError.ts';
import { describeHandInError } from '../../../../codecs/contest/handInError.ts';
import type { Over } from '../../../../run/contest/rules.ts';
import type { Refused } from '../../../../store/classBoard/board.ts';
import type { Note } from '../../../../store/classBoard/classBoard.ts';
import { whole } from '../../../format.ts';
import { classBoardTexts } from './classBoard.ts';

/** Why something that came to the board is not on it, and what to ask for. */
export function refusedSays(error: Refused['error']): string {
  switch (error.kind) {
    case 'nothing':
      return 'No hand-in was found in it. Ask for the link that Hand in gives.';
    case 'no-code':
      return 'No QR code could be read in this picture. Ask for the link, or for a picture from nearer.';
    case 'no-child':
      return 'No finished child in this run: let it train one first.';
    case 'foreign':
      return error.why;
    case 'other-contest':
      return 'It was handed in to another contest. Ask for a hand-in to this one.';
    case 'too-long':
      return 'It is longer than any hand-in. Ask for the link that Hand in gives.';
    case 'over':
      return overSays(error.over);
    default:
      return describeHandInError(error);
  }
}

function overSays(over: Over): string {
  switch (over.kind) {
    case 'parameters':
    case 'multiplyAdds': {
      const what = over.kind === 'parameters' ? 'parameters' : 'multiply-adds';
      return `It has ${whole(over.is)} ${what}, and the contest asks for under ${whole(over.limit)}. Ask for a smaller pair.`;
    }
    case 'blocks':
    case 'operations':
      return 'Its cells are not of this contest’s space: too many blocks, or an operation that it leaves out. Ask for a pair that is.';
    case 'table':
      return 'The table of this contest has no such pair. Ask for one that it has.';
    default:
      return over satisfies never;
  }
}

/** What became of what was given last. */
export function noteSays(note: Note): string {
  const { intake } = classBoardTexts;
  switch (note.kind) {
    case 'taken': {
      const { given, again, refused } = note;
      const taken = given + again + refused === 0 ? '' : intake.takenNow(given, again, refused);
      return [note.isContest ? intake.contest : '', taken].filter((one) => one !== '').join(' ');
    }
    case 'contest-error':
      return describeContestError(note.error);
    case 'other-contest':
      return intake.otherContest;
    case 'board-refused':
      return intake.boardRefused(note.why);
    case 'full':
      return intake.full;
    case 'removed':
      return intake.removed(note.by);
    case 'partly':
      return intake.partly(note.lost);
    default:
      return note satisfies never;
  }
}
