import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import { object, oneOf, parseJson, readWith, whole } from '../../base/fields.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import { put } from '../../storage/files/put.ts';

/** Beside a log whose folder is not named by the engine: which engine it is of. */
export const ENGINE_FILE = 'engine.json';

/** What a folder of a log is called: by the engine and its version. */
export const logName = (name: string): string => `wasm-${ENGINE_VERSIONS.wasm}-${name}`;

/**
 * Holds a log against the engine's version, so that no table mixes engines: by its folder's name, or else by a file in it, which a
 * new log gets where `mark` says so. Throws an InputError where it is another version's, or does not say whose.
 */
export async function checkEngine(folder: string, { mark }: { readonly mark: boolean }): Promise<void> {
  const own = ENGINE_VERSIONS.wasm;
  const version = versionOf(folder);
  if (version === own) return;
  if (version !== null)
    throw new InputError(
      `--log ${folder} is of version ${version} of the processor's engine, but this is version ${own}, whose figures are others: name another folder.`,
    );
  const isNew = !existsSync(folder) || !readdirSync(folder).some((file) => file.endsWith('.jsonl'));
  if (!isNew || existsSync(path.join(folder, ENGINE_FILE)))
    throw new InputError(
      `--log ${folder} does not say which version of the engine it is of, in its name or in ${ENGINE_FILE}: name another folder or, if it is of version ${own}, call it ${logName('…')}.`,
    );
  if (!mark) return;
  mkdirSync(folder, { recursive: true });
  await put(path.join(folder, ENGINE_FILE), `${JSON.stringify({ engine: 'wasm', version: own })}\n`);
}

const engineFile = object({ engine: oneOf(['wasm'] as const), version: whole({ min: 1 }) });

/** Null where it is not said. */
function versionOf(folder: string): number | null {
  const named = /^wasm-(\d+)-/.exec(path.basename(path.resolve(folder)))?.[1];
  if (named !== undefined) return Number(named);
  const file = path.join(folder, ENGINE_FILE);
  if (!existsSync(file)) return null;
  const json = parseJson(readFileSync(file, 'utf8'));
  const read = json.ok ? readWith(engineFile, json.value) : json;
  return read.ok ? read.value.version : null;
}
