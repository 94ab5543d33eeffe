import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nas-child-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const module = JSON.stringify(new URL('./child.mjs', import.meta.url).href);
const at = (name: string): string => path.join(folder, name);

/** A process that runs another, tethered, which says when it is there and how it ended. */
async function outer(inner: string): Promise<ChildProcess> {
  const begun = JSON.stringify(at('begun'));
  writeFileSync(
    at('inner.mjs'),
    `import { writeFileSync } from 'node:fs';
     import { endWithParent } from ${module};
     endWithParent();
     ${inner}
     writeFileSync(${begun}, '');`,
  );
  const program = `
    import { runProgram } from ${module};
    process.exit(await runProgram(process.execPath, [${JSON.stringify(at('inner.mjs'))}], { tethered: true }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  await expect.poll(() => existsSync(at('begun')), { timeout: 20_000 }).toBe(true);
  return child;
}

const inOrder = `
  setInterval(() => {}, 1000);
  process.on('SIGTERM', () => { writeFileSync(process.argv[1] + '.ended', ''); process.exit(7); });`;

test('a program whose starter is killed without warning ends in order', async () => {
  (await outer(inOrder)).kill('SIGKILL');
  await expect.poll(() => existsSync(at('inner.mjs.ended')), { timeout: 20_000 }).toBe(true);
});

test('a signal to the starter is passed on, and the answer is the program’s', async () => {
  const child = await outer(inOrder);
  const code = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGTERM');
  expect(await code).toBe(7);
});

test('the tether alone keeps no program running', async () => {
  const child = await outer('');
  await expect.poll(() => child.exitCode, { timeout: 20_000 }).toBe(0);
});
