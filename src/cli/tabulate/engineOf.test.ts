import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError } from '../../base/errors.ts';
import { ENGINE_VERSIONS } from '../../engine/version.ts';
import { checkEngine, ENGINE_FILE, logName } from './engineOf.ts';
import { openLog } from './log.ts';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'engine-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

const own = ENGINE_VERSIONS.wasm;
const training = { row: 1, training: 0, accuracy: 0.5, seconds: 1 };
const check = (name: string, mark = true): Promise<void> => checkEngine(path.join(parent, name), { mark });
const trained = (name: string): void => openLog(path.join(parent, name), 1)(training);
const written = (name: string, text: string): void => {
  mkdirSync(path.join(parent, name), { recursive: true });
  writeFileSync(path.join(parent, name, ENGINE_FILE), text);
};

test('a folder that is named by the engine says itself whose log it is', async () => {
  trained(logName('recipes'));
  await check(logName('recipes'));
  expect(readdirSync(path.join(parent, logName('recipes')))).toEqual(['part-1.jsonl']);
  trained(`wasm-${own + 1}-recipes`);
  const refused = check(`wasm-${own + 1}-recipes`);
  await expect(refused).rejects.toThrow(InputError);
  await expect(refused).rejects.toThrow(
    new RegExp(
      `is of version ${own + 1} of the processor's engine, but this is version ${own}, .*: name another folder\\.$`,
    ),
  );
});

test('another folder is marked before its first training, and known by that', async () => {
  await check('mine', false);
  expect(readdirSync(parent)).toEqual([]);
  await check('mine');
  expect(JSON.parse(readFileSync(path.join(parent, 'mine', ENGINE_FILE), 'utf8'))).toEqual({
    engine: 'wasm',
    version: own,
  });
  trained('mine');
  await check('mine');
  await check('mine', false);
  written('mine', JSON.stringify({ engine: 'wasm', version: own + 3 }));
  for (const mark of [true, false])
    await expect(check('mine', mark)).rejects.toThrow(`is of version ${own + 3}`);
});

test('a log that does not say whose it is is refused, and not marked', async () => {
  trained('old');
  await expect(check('old')).rejects.toThrow('does not say which version of the engine it is of');
  expect(readdirSync(path.join(parent, 'old'))).toEqual(['part-1.jsonl']);
  for (const text of ['', '{', '{"engine":"gpu","version":1}', '{"engine":"wasm","version":"1"}']) {
    written('damaged', text);
    await expect(check('damaged')).rejects.toThrow('does not say which version');
  }
});
