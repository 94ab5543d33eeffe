/** Python for the tests of what is exported to it. */
import { spawn } from 'node:child_process';
import path from 'node:path';

interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/** Runs a program to its end, with a text as its input; a program that is not there ends with null. */
export function runProgram(
  program: string,
  args: readonly string[],
  input = '',
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, options);
    let said = '';
    let complained = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complained += text;
    });
    child.stdin.on('error', () => {}); // it ended early: its exit code says so
    child.once('error', () => resolve({ code: null, said, complained }));
    child.once('close', (code) => resolve({ code, said, complained }));
    child.stdin.end(input);
  });
}

/** $PYTHON, or the first of the usual ones that has PyTorch and NumPy; null where none has. */
export async function findPython(): Promise<string | null> {
  const { PYTHON } = process.env;
  for (const program of PYTHON === undefined ? ['python3', '/usr/bin/python3'] : [PYTHON]) {
    if ((await runProgram(program, ['-c', 'import numpy, torch'])).code === 0) return program;
  }
  return null;
}

/** What `exported.py` answers to a job, line by line. */
export async function askExported(python: string, job: object): Promise<readonly unknown[]> {
  const script = path.join(import.meta.dirname, 'exported.py');
  const { code, said, complained } = await runProgram(python, [script], JSON.stringify(job));
  if (code !== 0) throw new Error(`${python} ended with ${code}: ${complained}`);
  return said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as unknown);
}
