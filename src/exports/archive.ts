import { type Zippable, zipSync } from 'fflate';
import { formatArchitecture } from '../codecs/architectureJson.ts';
import { cellPicture } from '../drawings/cell/picture.ts';
import type { ExportedChild, ExportedFile } from './exported.ts';
import type { ExportedFacts } from './facts.ts';
import { writeOnnx } from './onnx/writeOnnx.ts';
import { writePytorch } from './pytorch/writePytorch.ts';
import { readmeOf } from './readme.ts';
import { writeTfjs } from './tfjs/writeTfjs.ts';

/** A child in all formats, its cells as a picture and as JSON, and a README, as one zip: the same bytes for the same child. */
export const writeArchive = (child: ExportedChild, facts: ExportedFacts): Uint8Array<ArrayBuffer> =>
  zipped(archivedFiles(child, facts));

/** Files as one zip. */
export function zipped(files: readonly ExportedFile[]): Uint8Array<ArrayBuffer> {
  // Weights hardly get smaller, and take long.
  const entries = files.map(
    ({ path, bytes }) => [path, [bytes, { level: TEXT.test(path) ? 6 : 0 }]] as const,
  );
  return zipSync(Object.fromEntries(entries) as Zippable, { mtime: EARLIEST });
}

const TEXT = /\.(md|json|svg|py)$/;
/** The first day that a zip can name, wherever it is written: it says nothing of when. */
const EARLIEST = new Date(1980, 0, 1);

function archivedFiles(child: ExportedChild, facts: ExportedFacts): readonly ExportedFile[] {
  const inside = (folder: string, files: readonly ExportedFile[]): readonly ExportedFile[] =>
    files.map(({ path, bytes }) => ({ path: `${folder}/${path}`, bytes }));
  const { architecture } = child;
  const text = (path: string, content: string): ExportedFile => ({
    path,
    bytes: new TextEncoder().encode(content),
  });
  return [
    text('README.md', readmeOf(child, facts)),
    text('cells.json', formatArchitecture(architecture)),
    text('cells.svg', cellPicture(architecture, { cells: 'both', theme: 'light' }).svg),
    { path: 'model.onnx', bytes: writeOnnx(child) },
    ...inside('pytorch', writePytorch(child, facts.weights)),
    ...inside('tfjs', writeTfjs(child)),
  ];
}
