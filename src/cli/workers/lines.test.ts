import { expect, test } from 'vitest';
import { PRESET_SETTINGS } from '../../settings/settings.ts';
import { presetOf } from '../../space/presets.ts';
import { type Answer, type Request, readAnswer, readRequest, writeLine } from './lines.ts';

const { settings } = PRESET_SETTINGS.demo;
const { architecture } = presetOf('nasnet-a');
const epoch = { epoch: 1, loss: 0.1 + 0.2, trainAccuracy: 1 / 3, validationAccuracy: 0.5 };
const environment = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' };

/** Every kind of float: signs of zero, the smallest, infinities, and a NaN with bits of its own. */
const bits = Uint32Array.from([0, 0x80000000, 1, 0x7f800000, 0xff800000, 0x3f800001, 0xffc12345]);
const floats = new Float32Array(bits.buffer);
const kept = (values: Float32Array | undefined) => [...new Uint32Array(values?.buffer ?? new ArrayBuffer(0))];
const canonical = [...bits.slice(0, 6), 0x7fc00000];

const state = { epochs: [epoch], seconds: 0.1, weights: floats, velocity: new Float32Array(0) };
const requests: readonly Request[] = [
  { type: 'open', settings },
  {
    ...{ type: 'evaluate', id: '1', settings, architecture, trial: 3, until: 2 },
    ...{ again: { training: 1, isFinal: true }, keepWeights: true, isAlone: true },
  },
  {
    ...{ type: 'evaluate', id: '1', settings, architecture, trial: 3 },
    entry: { rungs: [1, 4], averaged: 2, tail: 2 },
  },
  { type: 'stop', id: '1' },
];
const answers: readonly Answer[] = [
  { type: 'hello', lines: 1, environment, threads: 2, warning: 'It is slow.' },
  { type: 'opened', unseen: 'They are missing.' },
  { type: 'progress', id: '1', progress: { type: 'compiling', kernels: 3 } },
  { type: 'progress', id: '1', progress: { type: 'compiled', dispatches: null, bytes: 5, inherited: 2 } },
  {
    type: 'progress',
    id: '1',
    progress: { type: 'batch', step: 1, steps: 2, epoch: 1, loss: 1e-9, accuracy: 0.1, imagesPerSecond: 7.5 },
  },
  { type: 'progress', id: '1', progress: { type: 'evaluating', epoch: 1, done: 1, total: 2 } },
  { type: 'progress', id: '1', progress: { type: 'epoch', ...epoch, parts: [[0.3, 0.7]] } },
  { type: 'progress', id: '1', progress: { type: 'shown', step: 4, classes: [1, 9] } },
  {
    type: 'result',
    id: '1',
    environment,
    coreSeconds: 1.25,
    evaluation: { accuracy: 0.1, seconds: 2, epochs: [epoch], judged: { on: 'outside', images: 5 } },
  },
  { type: 'stopped', id: '1' },
  { type: 'error', kind: 'device', sentence: 'It is lost.' },
];

test('messages are read as they were written, figures to the bit', () => {
  for (const one of requests) expect(readRequest(writeLine(one))).toEqual({ ok: true, value: one });
  for (const one of answers) expect(readAnswer(writeLine(one))).toEqual({ ok: true, value: one });
  const told = readAnswer(writeLine({ type: 'state', id: '1', state }));
  if (!told.ok || told.value.type !== 'state') throw new Error('It is no state.');
  expect(kept(told.value.state.weights)).toEqual(canonical);
  const shared = { 'normal/1': floats };
  const [, evaluate] = requests as readonly [Request, Extract<Request, { type: 'evaluate' }>];
  const asked = readRequest(writeLine({ ...evaluate, from: state, shared }));
  if (!asked.ok || asked.value.type !== 'evaluate') throw new Error('It is no child.');
  expect(kept(asked.value.from?.weights)).toEqual(canonical);
  expect(kept(asked.value.shared?.['normal/1'])).toEqual(canonical);
});

test('what is wrong with a line is said by its field', () => {
  const wrong = (line: unknown) => {
    const read = readRequest(typeof line === 'string' ? line : JSON.stringify(line));
    return read.ok ? null : read.error;
  };
  const child = JSON.parse(writeLine(requests[1]!));
  expect(wrong('{')).toBe('The request is no JSON.');
  expect(wrong([])).toBe('The request must be a JSON object.');
  expect(wrong({ type: 'run', code: 'process.exit()' })).toMatch(
    /^In the request type is "run" \(it must be "open" or/,
  );
  expect(wrong({ ...child, code: '1' })).toBe(
    'In the request code is "1" (it must be left out: no such field is known).',
  );
  expect(wrong({ ...child, trial: 0 })).toMatch(
    /^In the request trial is 0 \(it must be a whole number from 1/,
  );
  expect(wrong({ ...child, architecture: { normal: 1 } })).toMatch(
    /^In the request architecture is an object/,
  );
  expect(wrong({ ...child, settings: { ...settings, epochs: -1 } })).toMatch(
    /^In the request settings\.epochs is -1/,
  );
  expect(wrong({ ...child, settings: { ...settings, sneaky: 1 } })).toMatch(
    /^In the request settings\.sneaky is 1/,
  );
  expect(wrong({ ...child, until: settings.epochs + 1 })).toBe(
    `In the request until is ${settings.epochs + 1} (it must be at most ${settings.epochs}, the epochs of its settings).`,
  );
  expect(wrong({ ...child, shared: { place: 'AAA' } })).toMatch(
    /^In the request shared\[place\] is "AAA" \(it must be 32-bit floats as base64\)\.$/,
  );
  const other = readAnswer('{"type":"hello","lines":7,"whatever":true}');
  expect(other).toEqual({
    ok: false,
    error: 'It speaks version 7 of the evaluator’s lines, and this program version 1.',
  });
  expect(readAnswer('null')).toEqual({ ok: false, error: 'Its line must be a JSON object.' });
  const untrue = { type: 'progress', id: '1', progress: { type: 'batch', step: 1 } };
  expect(readAnswer(JSON.stringify(untrue))).toMatchObject({
    ok: false,
    error: /^In its line progress\.steps is missing/,
  });
});
