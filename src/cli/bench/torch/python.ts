import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { InputError } from '../../../base/errors.ts';
import { root } from '../../bootstrap/folders.mjs';

/** Where it is not said which Python: the first of these that has PyTorch. */
const USUAL = ['python3', '/usr/bin/python3'];

/** $PYTHON, as it is, or the first of the usual ones that has PyTorch. Throws an InputError that names the `flag` where none has. */
export async function choosePython(flag: string, usual: readonly string[] = USUAL): Promise<string> {
  const { PYTHON } = process.env;
  if (PYTHON !== undefined) return PYTHON;
  for (const program of usual) if (await hasTorch(program)) return program;
  throw new InputError(
    `${flag} needs a Python that has PyTorch: ${usual.join(' and ')} have none. Set PYTHON to one that has it.`,
  );
}

const hasTorch = (program: string): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, ['-c', 'import torch'], { stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });

/**
 * Runs a script of `peers/` in the Python that `choosePython` finds: it gets the job as JSON and says lines, which `hear` gets as they come.
 * Throws an InputError that names the `flag` where there is no Python with PyTorch.
 */
export async function askPython(
  script: string,
  flag: string,
  job: unknown,
  hear: (line: string) => void,
): Promise<void> {
  const program = await choosePython(flag);
  const child = spawn(program, [path.join(root, 'src/cli/bench/peers', script)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  let lines = 0;
  const read = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{')) lines++;
      hear(line);
    }
  })();
  child.stdin.on('error', () => {}); // it ended early: its exit code says so
  child.stdin.end(JSON.stringify(job));
  const [code] = await Promise.all([ended.catch((thrown: Error) => thrown.message), read]);
  if (code !== 0 || lines === 0) {
    throw new InputError(
      `${flag} needs a Python that has PyTorch: ${program} ended with ${code}. Set PYTHON to another one.`,
    );
  }
}
