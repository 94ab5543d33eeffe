import type { DatasetId } from '../data/infos.ts';
import type { OwnHead } from '../data/own/info.ts';
import type { Judged } from '../data/own/judge.ts';

/** Between the page and the worker that reads a person's own pictures. */

/** A file with its path, from the folder that was given. */
export interface GivenPicture {
  readonly path: string;
  readonly file: Blob;
}

/** What was added before stays, until the worker ends. */
export type ImportCommand =
  /** The folder that each picture lies in is its class. */
  | { readonly type: 'folder'; readonly pictures: readonly GivenPicture[] }
  | { readonly type: 'zip'; readonly file: File }
  /** Frames of a camera, of one class. */
  | { readonly type: 'frames'; readonly label: string; readonly frames: readonly Blob[] }
  /** Leaves a class out again. */
  | { readonly type: 'drop'; readonly label: string }
  /** Keeps the set as it stands. */
  | { readonly type: 'keep'; readonly name: string; readonly made: string };

/** Why nothing of a folder or zip was read. */
export type Refusal =
  | { readonly kind: 'no-pictures' }
  | { readonly kind: 'many-pictures'; readonly count: number }
  | { readonly kind: 'zip-damaged'; readonly name: string }
  | { readonly kind: 'zip-entries'; readonly name: string; readonly count: number }
  /** Packed or unpacked. */
  | { readonly kind: 'zip-large'; readonly name: string; readonly bytes: number }
  /** It would grow so many times as no zip of pictures does. */
  | { readonly kind: 'zip-bomb'; readonly name: string; readonly times: number };

/** A picture that was not read; the others were. */
export type Unread =
  | { readonly kind: 'damaged' | 'heic' | 'homeless'; readonly name: string }
  | { readonly kind: 'large'; readonly name: string; readonly bytes: number };

/** Has the worker that reads single pictures read one; it answers each in turn. */
export interface SquareCommand {
  /** What it is called in a sentence that says why it cannot be read. */
  readonly name: string;
  readonly picture: Blob | ImageBitmap;
  /** Whose images it is to be like, at which of their sizes. */
  readonly dataset: DatasetId;
  readonly size: number;
}

/** [size, size, 3] bytes of the middle square. */
export type SquareEvent = { readonly pixels: Uint8Array<ArrayBuffer> } | { readonly unread: Unread };

export type ImportEvent =
  | { readonly type: 'reading'; readonly done: number; readonly total: number }
  | {
      readonly type: 'read';
      readonly told: Judged;
      /** Of this addition alone, as are those below. */
      readonly refusal: Refusal | null;
      readonly unread: readonly Unread[];
      /** Files that are no pictures. */
      readonly others: number;
    }
  | { readonly type: 'kept'; readonly head: OwnHead }
  /** By the browser's own words: most often its storage is full. */
  | { readonly type: 'unkept'; readonly why: string };
