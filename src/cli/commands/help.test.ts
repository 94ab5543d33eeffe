import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { runCommand } from '../bootstrap/run.mjs';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.replaceAll('\\', '/'));
const commands = files.map((file) => path.basename(file, '.ts'));

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

test.each(files)('%s explains itself with --help and with -h, and does nothing else', async (file) => {
  const { main } = await import(path.join(import.meta.dirname, file));
  const long = await printed(() => main(['--help']));
  expect(long).toMatch(/^Usage: npm (run|start)\b/);
  expect(await printed(() => main(['-h']))).toBe(long);
  expect(long, 'an option runs into what it does').not.toMatch(/^ {2}--[\w-]+ [A-Z]+[a-z]/m);
});

test('every command is in the overview', async () => {
  const overview = await printed(() => runCommand('-h', []));
  for (const name of commands) expect(overview).toMatch(new RegExp(`^  ${name} `, 'm'));
  const columns = overview.match(/^ {2}\w.* {2}npm /gm)?.map(({ length }) => length);
  expect(columns).toHaveLength(commands.length + 1);
  expect(new Set(columns).size).toBe(1);
});
