import type { Result } from '../../base/result.ts';
import type { Command, Event } from '../../protocol/protocol.ts';
import type { Run } from '../../run/run.ts';
import type { Connect } from '../link.ts';

/** Reads QR codes beside the page. */
export interface PictureReader {
  /**
   * What the code in a picture says; null where none is found or it is no picture that this browser reads. A bitmap is closed.
   * Rejects where no picture can be read.
   */
  read(picture: Blob | ImageBitmap): Promise<string | null>;
  close(): void;
}

/** What the class board is given, which is loaded apart from the page. */
export interface BoardPorts {
  readonly connect: Connect<Command, Event>;
  readonly connectLookup: Connect<Command, Event>;
  readonly tableUrl: string | null;
  readonly dataUrl: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null;
  /** Says whenever another tab has written there. */
  readonly watchStorage?: (onKey: (key: string | null) => void) => void;
  /** By which tabs take turns at retraining. */
  readonly webLocks?: Pick<LockManager, 'request'> | undefined;
  readRunFile(file: Blob): Promise<Result<Run, string>>;
  openPictures(): PictureReader;
}

export interface BoardState {
  readonly boardPorts: BoardPorts;
  /** A child of the class board is trained, or the next one will be at once. */
  readonly isBoardTraining: boolean;
}

export const createBoardSlice = ({
  connect,
  connectLookup,
  tableUrl,
  dataUrl,
  storage,
  watchStorage,
  webLocks,
  readRunFile,
  openPictures,
}: BoardPorts): BoardState => ({
  boardPorts: {
    ...{ connect, connectLookup, tableUrl, dataUrl, storage, readRunFile, openPictures, webLocks },
    ...(watchStorage && { watchStorage }),
  },
  isBoardTraining: false,
});
