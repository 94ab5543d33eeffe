import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { PreparationProgress } from '../../../data/shards/preparation.ts';
import { terminalReport } from '../../text/terminalReport.ts';
import { main } from './prepare.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function captured(stream: NodeJS.WriteStream): () => string {
  const write = vi.spyOn(stream, 'write').mockReturnValue(true);
  return () => write.mock.calls.map(([text]) => String(text)).join('');
}

test('a flag that does not exist is said in a sentence', async () => {
  await expect(main(['--fodler', 'x'])).rejects.toThrow(/--fodler.*--help lists the options/s);
});

test('without a network the command ends with code 1, a sentence, and nothing on standard output', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'prepare-'));
  const client = join(folder, 'npm-cli.js');
  await writeFile(client, `console.error('npm error code EAI_AGAIN'); process.exit(1);`);
  vi.stubEnv('npm_execpath', client);
  vi.stubEnv('npm_config_cache', folder);
  const said = captured(process.stderr);
  const printed = captured(process.stdout);
  try {
    expect(await main(['--folder', join(folder, 'set'), '--cache', join(folder, 'cache'), '--json'])).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(said()).toMatch(/could not be reached \(EAI_AGAIN\). Check the network connection/);
  expect(printed()).toBe('');
});

test('away from a terminal a line is printed for every tenth', () => {
  const written: string[] = [];
  const stream = {
    isTTY: false,
    write: (text: string) => written.push(text) > 0,
  } as unknown as NodeJS.WriteStream;
  const report = terminalReport(stream);
  const step: PreparationProgress = {
    version: 1,
    stage: 'decoding',
    done: 0,
    total: 60,
    sentence: '',
    beat: 0,
  };
  for (let done = 0; done <= 60; done++) report({ ...step, done, sentence: `${done}` });
  expect(written).toHaveLength(11);
});
