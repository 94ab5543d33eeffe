import { messageOf } from '../../base/errors.ts';
import { buildOwnSet } from '../../data/own/build.ts';
import { OWN_LIMITS } from '../../data/own/id.ts';
import { judgePictures, type OwnPicture } from '../../data/own/judge.ts';
import { placePictures } from '../../data/own/place.ts';
import type { GivenPicture, ImportCommand, ImportEvent, Refusal, Unread } from '../../protocol/own.ts';
import type { OwnSets } from '../../storage/ownSets.ts';
import type { Decoded } from './decode.ts';
import { openZip, ZIP_LIMITS } from './unzip.ts';

export interface ImporterPorts {
  decode(name: string, file: Blob): Promise<Decoded>;
  /** Opened when a set is kept. */
  ownSets(): Promise<OwnSets>;
  emit(event: ImportEvent): void;
}

/** What an addition comes to, beside the pictures that were read. */
interface Addition {
  readonly refusal: Refusal | null;
  readonly unread: readonly Unread[];
  readonly others: number;
}

interface Labelled {
  readonly label: string;
  readonly name: string;
  readonly file: Blob;
}

/** Collects pictures until they are kept; commands are done one after another. */
export function createImporter({ decode, ownSets, emit }: ImporterPorts): (command: ImportCommand) => void {
  let pictures: readonly OwnPicture[] = [];
  let working = Promise.resolve();
  let frames = 0;

  const read = async (given: Iterable<readonly Labelled[]>, total: number): Promise<Unread[]> => {
    const unread: Unread[] = [];
    const added: OwnPicture[] = [];
    let done = 0;
    for (const piece of given)
      for (const { label, name, file } of piece) {
        const decoded = await decode(name, file);
        if ('unread' in decoded) unread.push(decoded.unread);
        else added.push({ label, name, ...decoded });
        emit({ type: 'reading', done: ++done, total });
      }
    pictures = [...pictures, ...added];
    return unread;
  };

  const addPaths = async (
    paths: readonly string[],
    pieces: () => Iterable<readonly GivenPicture[]>,
  ): Promise<Addition> => {
    const { pictures: placed, homeless, others } = placePictures(paths);
    const refused = (refusal: Refusal): Addition => ({ refusal, unread: [], others });
    // By their number, before any of them is decoded.
    const count = placed.length + homeless.length;
    if (count === 0) return refused({ kind: 'no-pictures' });
    if (count > OWN_LIMITS.images.max) return refused({ kind: 'many-pictures', count });
    const byPath = new Map(placed.map((one) => [paths[one.index]!, one]));
    const unread = await read(labelled(pieces(), byPath), placed.length);
    const strays = homeless.map((name): Unread => ({ kind: 'homeless', name }));
    return { refusal: null, unread: [...strays, ...unread], others };
  };

  const addZip = async (file: File): Promise<Addition> => {
    const { name, size } = file;
    if (size > ZIP_LIMITS.bytes) return { ...NOTHING, refusal: { kind: 'zip-large', name, bytes: size } };
    const zip = openZip(new Uint8Array(await file.arrayBuffer()), name);
    if (!zip.ok) return { ...NOTHING, refusal: zip.error };
    return addPaths(zip.value.paths, zip.value.pieces);
  };

  const keep = async (name: string, made: string): Promise<void> => {
    const { kept, told } = judgePictures(pictures);
    if (told.lacking !== null) return emit({ type: 'read', told, ...NOTHING });
    try {
      const set = await buildOwnSet(kept, name, made);
      await (await ownSets()).write(set);
      const { images: _images, labels: _labels, ...head } = set;
      emit({ type: 'kept', head });
    } catch (thrown) {
      emit({ type: 'unkept', why: messageOf(thrown) });
    }
  };

  const addition = async (command: Exclude<ImportCommand, { type: 'keep' }>): Promise<Addition> => {
    switch (command.type) {
      case 'folder': {
        const given = command.pictures;
        return addPaths(
          given.map(({ path }) => path),
          () => [given],
        );
      }
      case 'zip':
        return addZip(command.file);
      case 'frames': {
        const { label } = command;
        const given = command.frames.map((file) => ({ label, name: `${label} ${++frames}`, file }));
        return { ...NOTHING, unread: await read([given], given.length) };
      }
      case 'drop':
        pictures = pictures.filter(({ label }) => label !== command.label);
        return NOTHING;
      default:
        return command satisfies never;
    }
  };

  const handle = async (command: ImportCommand): Promise<void> => {
    if (command.type === 'keep') return keep(command.name, command.made);
    const added = await addition(command);
    emit({ type: 'read', told: judgePictures(pictures).told, ...added });
  };
  return (command) => {
    working = working.then(() => handle(command));
  };
}

const NOTHING: Addition = { refusal: null, unread: [], others: 0 };

function* labelled(
  pieces: Iterable<readonly GivenPicture[]>,
  byPath: ReadonlyMap<string, Pick<Labelled, 'label' | 'name'>>,
): Generator<readonly Labelled[]> {
  for (const piece of pieces)
    yield piece.flatMap(({ path, file }) => {
      const placed = byPath.get(path);
      return placed === undefined ? [] : [{ label: placed.label, name: placed.name, file }];
    });
}
