import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { InputError } from '../../base/errors.ts';
import { root } from '../bootstrap/folders.mjs';

/**
 * Runs a script of `peers/` in python3, or $PYTHON: it gets the job as JSON and says lines, which `hear` gets as they come.
 * Throws an InputError that names the `flag` where there is no such Python, or it has no PyTorch.
 */
export async function askPython(
  script: string,
  flag: string,
  job: unknown,
  hear: (line: string) => void,
): Promise<void> {
  const program = process.env.PYTHON ?? 'python3';
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
