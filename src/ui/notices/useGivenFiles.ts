import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { archivedInfo } from '../../data/infos.ts';
import { StoreContext, usePlayground } from '../../store/context.ts';
import type { RunsNote } from '../../store/runs/runsNote.ts';
import { isActive, type PlaygroundStore } from '../../store/store.ts';
import { noticesTexts } from '../texts/notices/notices.ts';
import type { ArchiveVerdict } from './archiveFile.ts';
import type { FileContent, FileFlaw } from './givenFile.ts';

/** What became of a file that was dropped or chosen. */
export type GivenFile = Outcome & {
  /** Among all files that were given; no two have one. */
  readonly number: number;
};

type Outcome = { readonly name: string } & (
  | { readonly kind: 'archive'; readonly verdict: ArchiveVerdict }
  /** `note`: what Import says of it. `id`: of the run that it became. */
  | { readonly kind: 'run'; readonly note: RunsNote; readonly id: string | null }
  /** Or a link's settings, or weights; what is said of them the store has. */
  | { readonly kind: 'cells' }
  /** `archive`: the name of the one that would be read. */
  | { readonly kind: 'refused'; readonly flaw: FileFlaw; readonly archive: string }
);

/**
 * Finds out what files are and does with each what its kind asks for; one after another, in their order. `list`: the list
 * of runs tells of runs and refusals itself.
 */
export type TakeFiles = (files: readonly File[], asker?: 'list') => Promise<readonly GivenFile[]>;

/** The same of text that was pasted or dropped; `html`: the same as a program marked it up, '' where none did. */
export type TakeText = (text: string, html?: string) => Promise<void>;

export const TakeFilesContext = createContext<TakeFiles>(async () => []);

export const useTakeFiles = (): TakeFiles => useContext(TakeFilesContext);

export interface GivenFiles {
  readonly given: readonly GivenFile[];
  readonly take: TakeFiles;
  readonly takeText: TakeText;
  forget(one: GivenFile): void;
}

export function useGivenFiles(): GivenFiles {
  const store = useContext(StoreContext);
  const [given, setGiven] = useState<readonly GivenFile[]>([]);
  const count = useRef(0);
  const take = useCallback<TakeFiles>(
    async (files, asker) => {
      if (store === null) return [];
      store.getState().dismissTaken();
      const taken: GivenFile[] = [];
      for (const file of files) taken.push({ ...(await takeFile(store, file)), number: count.current++ });
      setGiven(asker === 'list' ? taken.filter(isOfPage) : taken);
      return taken;
    },
    [store],
  );
  const takeText = useCallback<TakeText>(
    async (text) => {
      if (store === null) return;
      store.getState().dismissTaken();
      setGiven([{ ...(await takeGivenText(store, text)), number: count.current++ }]);
    },
    [store],
  );
  const used = usePlayground((state) => state.archive !== null);
  const active = usePlayground((state) => isActive(state.run));
  useEffect(() => {
    // It says what the next search does: no longer true once that has begun, or the archive is left.
    if (active || !used) setGiven((all) => all.filter((one) => one.kind !== 'archive' || !one.verdict.ok));
  }, [active, used]);
  const forget = useCallback((one: GivenFile) => setGiven((all) => all.filter((other) => other !== one)), []);
  return { given, take, takeText, forget };
}

/** Whether it changed what the page shows or reads. */
export const isOfPage = (given: GivenFile): boolean =>
  given.kind === 'cells' || (given.kind === 'archive' && given.verdict.ok);

async function takeFile(store: PlaygroundStore, file: File): Promise<Outcome> {
  const { name } = file;
  const wanted = archivedInfo(store.getState().settings.dataset);
  const archive = wanted.archive.file;
  // Only now: the first load of the page goes without the readers of all these kinds.
  const reader = await import('./givenFile.ts').catch(() => null);
  const read = await reader?.contentOf(file, wanted);
  if (read === undefined) return { kind: 'refused', name, archive, flaw: { kind: 'unreadable', why: '' } };
  if (!read.ok) return { kind: 'refused', name, archive, flaw: read.error };
  return takeContent(store, read.value, file, name);
}

/** Of the same kinds as a file's, but for archives. */
async function takeGivenText(store: PlaygroundStore, text: string): Promise<Outcome> {
  const name = noticesTexts.text;
  const archive = archivedInfo(store.getState().settings.dataset).archive.file;
  const reader = await import('./givenFile.ts').catch(() => null);
  const read = reader?.textContent(text);
  if (read === undefined) return { kind: 'refused', name, archive, flaw: { kind: 'unloaded', why: '' } };
  if (!read.ok) return { kind: 'refused', name, archive, flaw: read.error };
  return takeContent(store, read.value, new File([text], name), null);
}

/** `name`: null where it was no file. */
async function takeContent(
  store: PlaygroundStore,
  content: FileContent,
  file: File,
  given: string | null,
): Promise<Outcome> {
  const { name } = file;
  const archive = archivedInfo(store.getState().settings.dataset).archive.file;
  switch (content.kind) {
    case 'archive':
      if (content.verdict.ok) store.getState().useArchive(file);
      return { kind: 'archive', name, verdict: content.verdict };
    case 'cells': {
      store.getState().takeCells(content.read, content.words(given));
      return { kind: 'cells', name };
    }
    case 'weights': {
      const taker = await import('../child/weights/takeWeights.ts').catch(() => null);
      if (taker === null) return { kind: 'refused', name, archive, flaw: { kind: 'unloaded', why: '' } };
      const why = await taker.takeWeights(store, file);
      return why === null
        ? { kind: 'cells', name }
        : { kind: 'refused', name, archive, flaw: { kind: 'no-weights', why } };
    }
    case 'search':
      store.getState().lendSettings(content.settings);
      return { kind: 'cells', name };
    case 'run': {
      const before = new Set(store.getState().runs.map(({ id }) => id));
      await store.getState().importRun(name, file);
      const { runs, runsNote } = store.getState();
      const id = runs.find((head) => !before.has(head.id))?.id ?? null;
      return runsNote === null
        ? { kind: 'refused', name, archive, flaw: { kind: 'unreadable', why: '' } }
        : { kind: 'run', name, note: runsNote, id };
    }
    default:
      return content satisfies never;
  }
}
