import { textOfBytes } from '../../../base/bytes/textBytes.ts';
import { messageOf } from '../../../base/errors.ts';
import { describeCellsFlaw } from '../../../codecs/cells/flaws.ts';
import { readCellsText } from '../../../codecs/cells/read.ts';
import { encodeArchitecture } from '../../../codecs/share.ts';
import { cleanName } from '../../../search/made.ts';
import type { ClassBoardStore } from '../../../store/classBoard/classBoard.ts';
import { beginning, type Given } from '../../../store/classBoard/given.ts';
import { isBoard } from '../../../store/classBoard/kept.ts';
import type { BoardPorts, PictureReader } from '../../../store/classBoard/ports.ts';
import { classBoardTexts } from '../../texts/classroom/classBoard/classBoard.ts';
import { unpackedBytes } from './unpackedBytes.ts';
import { withAddresses } from './withAddresses.ts';

const MOST_BYTES = 64_000_000;

export interface Intake {
  /** `html`: the same text with its links' addresses, where a program gave it. */
  takeText(text: string, html?: string): Promise<void>;
  takeFiles(files: readonly File[]): Promise<void>;
}

/** Which of the pictures that came together. */
export interface Reading {
  readonly at: number;
  readonly of: number;
}

type OnReading = (reading: Reading | null) => void;

/** What is pasted, dropped, chosen or scanned, by what it is. */
export function createIntake(board: ClassBoardStore, ports: Ports, onReading: OnReading): Intake {
  return {
    takeText: (text, html = '') => takeGiven(board, withAddresses(text, html), null, ports),
    takeFiles: inTurn((files: readonly File[]) => takeFiles(board, files, ports, onReading)),
  };
}

type Ports = Pick<BoardPorts, 'readRunFile' | 'openPictures'> | undefined;

/** One call after the other. */
function inTurn<Given>(act: (given: Given) => Promise<void>): (given: Given) => Promise<void> {
  let last = Promise.resolve();
  return (given) => {
    const next = last.then(() => act(given));
    last = next.catch(() => {});
    return next;
  };
}

const isPicture = ({ type }: File): boolean => type.startsWith('image/');

/** Pictures take seconds each, of which none is the page's. */
async function takeFiles(
  board: ClassBoardStore,
  files: readonly File[],
  ports: Ports,
  onReading: OnReading,
): Promise<void> {
  const of = files.filter(isPicture).length;
  const pictures = of === 0 ? undefined : ports?.openPictures();
  let at = 0;
  try {
    for (const file of files) {
      if (pictures === undefined || !isPicture(file)) {
        await takeFile(board, file, ports);
        continue;
      }
      at += 1;
      onReading({ at, of });
      await takePicture(board, file, pictures, ports);
    }
  } finally {
    pictures?.close();
    onReading(null);
  }
}

async function takePicture(
  board: ClassBoardStore,
  file: File,
  pictures: PictureReader,
  ports: Ports,
): Promise<void> {
  const refuse = (flaw: 'no-code' | 'foreign', why = ''): void =>
    board.getState().take({ kind: 'unread', read: file.name, flaw, why });
  try {
    const text = await pictures.read(file);
    if (text === null) refuse('no-code');
    else await takeGiven(board, text, file.name, ports);
  } catch (thrown) {
    refuse('foreign', classBoardTexts.intake.unreadPicture(messageOf(thrown)));
  }
}

/** `file`: its name, where it came in one. */
async function takeGiven(
  board: ClassBoardStore,
  text: string,
  file: string | null,
  ports: Ports,
): Promise<void> {
  const { takeBoard, takeText, take } = board.getState();
  if (isBoard(text)) {
    takeBoard(text);
    return;
  }
  const cells = readCellsText(text);
  if (!cells.ok && ports !== undefined && text.trimStart().startsWith('{'))
    return takeRun(board, new Blob([text]), file ?? beginning(text), ports);
  if (text.trim() === '' || takeText(text)) return;
  take(otherGiven(cells, text, file));
}

/** Of a text without links: cells in whatever notation, or nothing that a board can take. */
function otherGiven(cells: ReturnType<typeof readCellsText>, text: string, file: string | null): Given {
  if (cells.ok) {
    const code = encodeArchitecture(cells.value.architecture);
    const by = cleanName((file ?? '').replace(/\.[a-z]+$/i, ''));
    return { kind: 'pair', code, by, claim: null, seed: null };
  }
  const unread = { kind: 'unread', read: file ?? beginning(text) } as const;
  return cells.error.kind === 'nothing'
    ? { ...unread, flaw: 'nothing', why: '' }
    : { ...unread, flaw: 'foreign', why: describeCellsFlaw(cells.error) };
}

async function takeRun(
  board: ClassBoardStore,
  blob: Blob,
  read: string,
  { readRunFile }: NonNullable<Ports>,
): Promise<void> {
  const run = await readRunFile(blob);
  if (run.ok) board.getState().takeRun(run.value, read);
  else board.getState().take({ kind: 'unread', read, flaw: 'foreign', why: run.error });
}

async function takeFile(board: ClassBoardStore, file: File, ports: Ports): Promise<void> {
  const refuse = (): void =>
    board.getState().take({ kind: 'unread', read: file.name, flaw: 'nothing', why: '' });
  if (file.size > MOST_BYTES) return refuse();
  const bytes = await unpackedBytes(file).catch(() => null);
  const text = bytes === null ? null : textOfBytes(bytes);
  if (text === null || !text.ok) return refuse();
  return takeGiven(board, text.value, file.name, ports);
}
