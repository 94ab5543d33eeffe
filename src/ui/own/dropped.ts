import type { GivenPicture } from '../../protocol/own.ts';

/**
 * The files below what was dropped, with their paths. To be called while the drop is handled: a browser forgets what was dropped
 * afterwards. Stops at MOST files, which are more than are ever read.
 */
export async function droppedFiles(items: DataTransferItemList): Promise<readonly GivenPicture[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: GivenPicture[] = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

const MOST = 50_000;

async function collect(entry: FileSystemEntry, found: GivenPicture[]): Promise<void> {
  if (found.length >= MOST) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ path: entry.fullPath, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A hundred at a time, none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const one of some) await collect(one, found);
  }
}
