import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { runCommand } from '../bootstrap/run.mjs';

const commands = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => path.basename(file, '.ts'));

afterEach(() => vi.restoreAllMocks());

async function printed(run: () => Promise<number>): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += piece;
    return true;
  });
  expect(await run()).toBe(0);
  vi.restoreAllMocks();
  return text;
}

test.each(commands)('%s explains itself with --help and with -h, and does nothing else', async (name) => {
  const { main } = await import(`../commands/${name}.ts`);
  const long = await printed(() => main(['--help']));
  expect(long).toMatch(/^Usage: npm (run|start)\b/);
  expect(await printed(() => main(['-h']))).toBe(long);
});

test('every command is in the overview', async () => {
  const overview = await printed(() => runCommand('-h', []));
  for (const name of commands) expect(overview).toMatch(new RegExp(`^  ${name} `, 'm'));
});
