import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What bits may depend on beside the engine itself, as a text: on the same of it, a training must give the same ones. */

const versionOf = (name: string): string => {
  const entry = createRequire(import.meta.url).resolve(name);
  const folder = entry.slice(0, entry.lastIndexOf(`${path.sep}node_modules${path.sep}`));
  const { version } = JSON.parse(
    readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8'),
  );
  return `${name} ${version}`;
};

/** Those by which compilers of shaders and of JavaScript choose their instructions. */
const FEATURES = ['sse4_1', 'avx', 'fma', 'avx2', 'avx512f', 'asimd'];

function processor(): string {
  const told = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  const flags = new Set(/^(?:flags|Features)\s*:(.*)$/m.exec(told)?.[1]?.trim().split(' '));
  return [process.arch, ...FEATURES.filter((one) => flags.has(one))].join(' ');
}

/** The driver that the loader was told to take, by its content: a manifest's version says nothing of it. */
function driver(): string {
  const manifest = process.env.VK_ICD_FILENAMES ?? process.env.VK_DRIVER_FILES ?? '';
  if (!existsSync(manifest)) return 'a driver of the system';
  const { ICD } = JSON.parse(readFileSync(manifest, 'utf8'));
  const library = path.resolve(path.dirname(manifest), ICD.library_path);
  if (!existsSync(library)) return 'a driver of the system';
  const hash = createHash('sha256').update(readFileSync(library)).digest('hex');
  return `${path.basename(library)} ${hash.slice(0, 12)}`;
}

/** Of a training through Dawn. */
export const gpuFingerprint = (adapter: string): string =>
  [adapter, driver(), versionOf('webgpu'), processor()].join(', ');

/** Of a training in JavaScript. */
export const cpuFingerprint = (): string =>
  [`V8 ${process.versions.v8}`, versionOf('@tensorflow/tfjs'), processor()].join(', ');
