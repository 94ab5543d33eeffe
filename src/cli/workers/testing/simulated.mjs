// @ts-check
/**
 * An evaluator for tests: speaks the lines, trains nothing, and answers figures that follow from seed, pair and trial alone.
 * In the folder NAS_FAULTS lie files named by faults; who can remove one commits it, once, in a child's second epoch. In
 * NAS_PIDS it leaves a file of its id, once it has done an epoch.
 */
import { createHash } from 'node:crypto';
import { readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const {
  NAS_FAULTS: faults,
  NAS_PIDS: pids,
  NAS_VERSION = '1',
  NAS_ENGINE = 'wasm',
  NAS_ADAPTER = 'processor',
  NAS_CORE_SECONDS = '0.5',
  NAS_STEP = '1',
} = process.env;
const environment = {
  engine: NAS_ENGINE,
  version: Number(NAS_VERSION),
  backend: 'wasm',
  adapter: NAS_ADAPTER,
};

/** @param {object | string} answer */
const say = (answer) =>
  process.stdout.write(`${typeof answer === 'string' ? answer : JSON.stringify(answer)}\n`);

/** @returns {string | null} */
function takeFault() {
  for (const name of faults === undefined ? [] : readdirSync(faults).sort()) {
    try {
      unlinkSync(path.join(faults ?? '', name));
      return name.replace(/^\d+-/, '');
    } catch {
      // Another was faster.
    }
  }
  return null;
}

/** @param {...unknown} parts */
const figure = (...parts) =>
  createHash('sha256').update(JSON.stringify(parts)).digest().readUInt16LE(0) / 65_536;

/** @param {readonly number[]} values */
const floats = (values) => Buffer.from(Float32Array.from(values).buffer).toString('base64');

/** So many bits of 1, and then of 0. @param {number} count @param {number} all */
function ones(count, all) {
  const bytes = Buffer.alloc(Math.ceil(all / 8));
  for (let at = 0; at < count; at++) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  return bytes.toString('base64');
}

/** @type {Set<string>} */
const stopped = new Set();
let lastId = '0';

/** @param {any} request */
async function evaluate({ id, settings, architecture, trial, until = settings.epochs, again, from }) {
  const told = { type: 'error', id, kind: 'child' };
  const epochs = [...(from?.epochs ?? [])];
  // A state that came back changed would change what is trained from it.
  if (from !== undefined && from.weights !== floats([epochs.length, Number.NaN]))
    return say({ ...told, sentence: 'The state is not that of its epoch.' });
  let isTwice = false;
  while (epochs.length < until) {
    const epoch = epochs.length + 1;
    const fault = epoch === 2 ? takeFault() : null;
    if (fault === 'killed') process.kill(process.pid, 'SIGKILL');
    if (fault === 'stopped') process.kill(process.pid, 'SIGSTOP');
    if (fault === 'exit') process.exit(3);
    if (fault === 'nonsense') say('{"type":"result"');
    if (fault === 'wrong') say({ type: 'result', id, environment, evaluation: { accuracy: 7 } });
    if (fault === 'device') return say({ ...told, kind: 'device', sentence: 'The card fell out.' });
    if (fault === 'refuses') return say({ ...told, sentence: 'This child cannot be trained.' });
    if (fault === 'images')
      return say({ ...told, kind: 'images', sentence: 'There are no such images here.' });
    if (fault === 'other') {
      const evaluation = { accuracy: 0.99, seconds: 1, epochs };
      return say({ type: 'result', id, environment: { ...environment, version: 99 }, evaluation });
    }
    if (fault === 'late') {
      const evaluation = { accuracy: 0.99, seconds: 1, epochs };
      say({ type: 'result', id: lastId, environment, evaluation });
      say({ type: 'stopped', id: 'of-another-search' });
    }
    if (fault === 'twice') isTwice = true;
    await sleep(Number(NAS_STEP));
    if (pids !== undefined && epoch === 2) writeFileSync(path.join(pids, String(process.pid)), '');
    if (stopped.has(id)) return say({ type: 'stopped', id });
    const loss = figure(settings.seed, trial, epoch);
    const steps = { step: epoch, steps: until, epoch, loss, accuracy: loss, imagesPerSecond: 1 };
    say({ type: 'progress', id, progress: { type: 'batch', ...steps } });
    const point = { epoch, loss, trainAccuracy: loss, validationAccuracy: loss };
    epochs.push(point);
    say({ type: 'progress', id, progress: { type: 'epoch', ...point } });
    const vectors = { weights: floats([epoch, Number.NaN]), velocity: floats([epoch]) };
    if (epoch < settings.epochs) say({ type: 'state', id, state: { epochs, seconds: 1, ...vectors } });
  }
  const { validationImages: images } = settings;
  const hits = Math.round(images * figure(settings.seed, architecture, trial, again ?? null));
  const judged = { on: 'validation', images };
  const coreSeconds = NAS_CORE_SECONDS === '' ? {} : { coreSeconds: Number(NAS_CORE_SECONDS) };
  const evaluation = { accuracy: hits / images, seconds: 1, epochs, right: ones(hits, images), judged };
  const result = { type: 'result', id, environment, evaluation, ...coreSeconds };
  say(result);
  if (isTwice) say(result);
  lastId = id;
}

say({ type: 'hello', lines: Number(process.env.NAS_LINES ?? 1), environment, threads: 1 });
let work = Promise.resolve();
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.type === 'stop') stopped.add(request.id);
  if (request.type === 'open') work = work.then(() => void say({ type: 'opened' }));
  if (request.type === 'evaluate') work = work.then(async () => void (await evaluate(request)));
}
