/** The formats that a child is taken away in, and the files of each. */
import { writeArchive, zipped } from './archive.ts';
import type { ExportedChild, ExportedFile } from './exported.ts';
import type { ExportedFacts } from './facts.ts';
import { writeOnnx } from './onnx/writeOnnx.ts';
import { writePytorch } from './pytorch/writePytorch.ts';
import { writeTfjs } from './tfjs/writeTfjs.ts';

export const EXPORT_FORMATS = ['onnx', 'pytorch', 'tfjs', 'zip'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Those of one file; the others take a folder. */
export const isOneFile = (format: ExportFormat): boolean => format === 'onnx' || format === 'zip';

/** Of a format of one file that one, whose path is to be chosen; else all that belong into the folder. */
export function writeFormat(
  child: ExportedChild,
  format: ExportFormat,
  facts: ExportedFacts,
): readonly ExportedFile[] {
  switch (format) {
    case 'onnx':
      return [{ path: 'model.onnx', bytes: writeOnnx(child) }];
    case 'pytorch':
      return writePytorch(child, facts.weights);
    case 'tfjs':
      return writeTfjs(child);
    case 'zip':
      return [{ path: 'child.zip', bytes: writeArchive(child, facts) }];
    default:
      return format satisfies never;
  }
}

/** A format as one file, and how its name ends: a folder's files as a zip. */
export function formatFile(
  child: ExportedChild,
  format: ExportFormat,
  facts: ExportedFacts,
): { readonly extension: string; readonly bytes: Uint8Array<ArrayBuffer> } {
  const files = writeFormat(child, format, facts);
  if (!isOneFile(format)) return { extension: `-${format}.zip`, bytes: zipped(files) };
  return { extension: format === 'onnx' ? '.onnx' : '.zip', bytes: files[0]!.bytes };
}
