/**
 * Runs a plan: stages, one after the other. Of a stage some calls are made once, by whoever ends the stage before; then the
 * batch is cut into slices, a number that only the network's shapes decide, and each slice goes through all of the stage's
 * calls, image by image, so that an image stays in the cache. Threads take slices as they come; what a slice computes does
 * not depend on who takes it, so any number of threads gives the same bits.
 */
import { stepCount } from './call';
import { runImage, runOnce, runRange } from './run';
// Where the words lie that threads share (words.json), each in a cache line of its own: those that are helpers' have one a helper.
import { DONE, ENDED, GENERATION, OWN, OWN_OF_HELPERS, PLAN, READY, TAKEN_BY_HELPERS, TICKET } from './words';

/** For whoever makes the calls of a plan one by one. */
export { runImage, runOnce, runRange };

/**
 * Bits of a ticket that say which slice of which stage; the others are the run's number. It comes round: a thread that is held
 * up between its ticket and its check for exactly 16,384 runs would take a slice twice.
 */
const SLICE_BITS: u32 = 18;
const SLICE_MASK: u32 = (1 << SLICE_BITS) - 1;
const RUN_MASK: u32 = (1 << (32 - SLICE_BITS)) - 1;

/** How often a word is looked at before the thread sleeps. */
const LOOKS: i32 = 2000;

/**
 * Sleeps while the word is so much; `forLong`: however long, else false where it still is once patience has run out, by which a
 * thread that died in the middle of a slice is noticed. Threads sleep in JavaScript:
 * after an atomic.wait, V8's first compiler (seen in 11.3) goes on with other values in a function's variables.
 */
declare function sleep(at: usize, value: i32, forLong: bool): bool;

/** A plan: [stages, slices, images of a slice, bytes of a call], then of each stage [kind, calls once, of which so many, calls, of which so many]. */
const HEAD: usize = 16;
const STAGE: usize = 20;
const IMAGES: i32 = 0;
const RANGE: i32 = 1;

function plan(p: usize, index: usize): i32 {
  return load<i32>(p + (index << 2));
}

function stageOnce(p: usize, stage: i32): void {
  const s = p + HEAD + <usize>stage * STAGE,
    each = <usize>plan(p, 3);
  const first = <usize>load<u32>(s, 4),
    count = load<i32>(s, 8);
  for (let i = 0; i < count; i++) runOnce(first + <usize>i * each);
}

function stageSlice(p: usize, stage: i32, slice: i32, own: usize): void {
  const s = p + HEAD + <usize>stage * STAGE,
    each = <usize>plan(p, 3);
  const kind = load<i32>(s),
    calls = <usize>load<u32>(s, 12),
    count = load<i32>(s, 16);
  const slices = plan(p, 1);
  if (kind === IMAGES) {
    const size = plan(p, 2),
      first = slice * size,
      end = min(first + size, stepCount());
    for (let image = first; image < end; image++) {
      for (let i = 0; i < count; i++) runImage(calls + <usize>i * each, image, slice, image === first, own);
    }
  } else if (kind === RANGE) {
    for (let i = 0; i < count; i++) runRange(calls + <usize>i * each, slice, slices);
  } else {
    for (let i = slice; i < count; i += slices) runOnce(calls + <usize>i * each);
  }
}

/** Runs a plan on this thread alone. */
export function runAlone(p: usize, own: usize): void {
  const stages = plan(p, 0),
    slices = plan(p, 1);
  for (let stage = 0; stage < stages; stage++) {
    stageOnce(p, stage);
    for (let slice = 0; slice < slices; slice++) stageSlice(p, stage, slice, own);
  }
}

/** Waits until the word is more than so much; false where nothing happened for too long. */
function await_(at: usize, than: i32): bool {
  for (let look = 0; look < LOOKS; look++) if (atomic.load<i32>(at) > than) return true;
  let now = atomic.load<i32>(at);
  while (now <= than) {
    if (!sleep(at, now, false)) return false;
    now = atomic.load<i32>(at);
  }
  return true;
}

/**
 * Takes slices until there are none left, with the thread's own memory from where the word at `ownAt` says, and counts them in
 * the one at `takenAt`, which is there to be looked at by tests. False where another thread did not end its slice.
 */
function take(ownAt: usize, takenAt: usize): bool {
  let isWaiting = true;
  while (isWaiting) {
    const ticket = <u32>atomic.add<i32>(TICKET, 1);
    const p = <usize>atomic.load<u32>(PLAN);
    const stages = atomic.load<i32>(p),
      slices = atomic.load<i32>(p, 4);
    // Where a new run has begun since, or another child, the ticket was one of those that nobody needs.
    if ((<u32>atomic.load<i32>(GENERATION) & RUN_MASK) !== ticket >> SLICE_BITS) return true;
    const number = <i32>(ticket & SLICE_MASK),
      stage = number / slices;
    if (stage >= stages) return true;
    isWaiting = await_(READY, stage);
    // Looked up only now that this run cannot end without the slice: a thread that came late may have woken for another child.
    if (isWaiting) stageSlice(p, stage, number - stage * slices, <usize>atomic.load<u32>(ownAt));
    atomic.add<i32>(takenAt, 1);
    if (isWaiting && atomic.add<i32>(DONE, 1) + 1 === (stage + 1) * slices) {
      if (stage + 1 < stages) stageOnce(p, stage + 1);
      atomic.store<i32>(READY, stage + 2);
      atomic.notify(READY, -1);
    }
  }
  return false;
}

/** Runs a plan with whichever threads are at work; false where one of them died in the middle of it. */
export function runTogether(p: usize, own: usize): bool {
  const run = atomic.load<i32>(GENERATION) + 1;
  atomic.store<u32>(OWN, <u32>own);
  atomic.store<i32>(DONE, 0);
  atomic.store<i32>(READY, 0);
  atomic.store<i32>(GENERATION, run);
  atomic.store<u32>(PLAN, <u32>p);
  atomic.store<i32>(TICKET, <i32>((<u32>run & RUN_MASK) << SLICE_BITS));
  stageOnce(p, 0);
  atomic.store<i32>(READY, 1);
  atomic.notify(GENERATION, -1);
  return take(OWN, TAKEN_BY_HELPERS + 60) && await_(READY, plan(p, 0));
}

/** A helping thread: takes part in every run, whichever child's, until it is told that there will be none. */
export function help(index: usize): void {
  let seen = atomic.load<i32>(GENERATION);
  while (!atomic.load<i32>(ENDED)) {
    sleep(GENERATION, seen, true);
    seen = atomic.load<i32>(GENERATION);
    if (!atomic.load<i32>(ENDED)) take(OWN_OF_HELPERS + (index << 2), TAKEN_BY_HELPERS + (index << 2));
  }
}
