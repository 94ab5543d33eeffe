import { DeviceError } from '../../../base/errors.ts';
import { ChildError } from '../../executor.ts';
import { STEP_END } from '../memory.ts';
import words from '../words.json' with { type: 'json' };
import { type Exports, instantiate, type Kernels } from './instance.ts';

/** The processor as a device: a memory for each child, and the threads that compute in it. */
export interface Machine {
  readonly memory: ArrayBufferLike;
  readonly threads: number;
  /** Runs the plan at so many bytes. Throws a DeviceError where a thread died in the middle of it. */
  run(plan: number): void;
  readonly kernels: Kernels;
  close(): void;
}

export interface Crew {
  readonly threads: number;
  /**
   * Gives a memory of `own` bytes, zeros from STEP_END on, and `ownBytes` more for each thread. Throws a ChildError where
   * there is none left.
   */
  open(own: number, ownBytes: number): Promise<Machine>;
  /** Settles, with the reason, where a thread died in the middle of its work: the crew is of no more use then. */
  readonly lost: Promise<string>;
  dispose(): void;
}

/** What a helping thread is sent: it takes part in every run in this memory until that is given up. */
export interface Task {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Among the helpers, from 0. */
  readonly index: number;
}

/** A thread that waits for tasks, one after the other. */
export interface Helper {
  send(task: Task): void;
  terminate(): void;
}

const PAGE = 65_536;
const MOST_PAGES = 65_536;
/** For how many seconds a thread waits for another's slice before it takes that for dead. */
export const PATIENCE = 30;
/** Memories grow by so much at least, so that few are given up. */
const ROOM = 256;

const GENERATION = words.GENERATION / 4;
const ENDED = words.ENDED / 4;
const OWN_OF_HELPERS = words.OWN_OF_HELPERS / 4;

/** One thread, this one. */
export const createLoneCrew = (module: WebAssembly.Module): Crew => new Pool(module, [], PATIENCE);

/**
 * This thread and its helpers. A helper that is late or busy in another memory is not waited for: whoever is there does the
 * work, and the numbers are the same.
 */
export const createCrew = (
  module: WebAssembly.Module,
  helpers: readonly Helper[],
  patience: number = PATIENCE,
): Crew => new Pool(module, helpers, patience);

interface Room {
  readonly memory: WebAssembly.Memory;
  readonly exports: Exports;
}

/**
 * A memory goes from child to child: browsers free one only when they collect garbage, which of something so small to see
 * they do late, so that a search held fifteen of them.
 */
class Pool implements Crew {
  readonly threads: number;
  readonly #module: WebAssembly.Module;
  readonly #helpers: readonly Helper[];
  readonly #patience: number;
  readonly lost: Promise<string>;
  #lose: (reason: string) => void = () => {};
  #spare: Room | null = null;
  #open = 0;

  constructor(module: WebAssembly.Module, helpers: readonly Helper[], patience: number) {
    this.#module = module;
    this.#patience = patience;
    this.lost = new Promise((resolve) => {
      this.#lose = resolve;
    });
    this.#helpers = helpers;
    this.threads = helpers.length + 1;
  }

  async open(own: number, ownBytes: number): Promise<Machine> {
    const bytes = own + this.threads * ownBytes;
    const room = this.#reused(bytes) ?? (await this.#made(bytes));
    const { memory, exports } = room;
    const isShared = this.#helpers.length > 0;
    if (isShared) {
      const shared = new Int32Array(memory.buffer);
      for (const index of this.#helpers.keys())
        Atomics.store(shared, OWN_OF_HELPERS + index, own + (index + 1) * ownBytes);
    }
    this.#open++;
    let isOpen = true;
    return {
      memory: memory.buffer,
      threads: this.threads,
      kernels: exports,
      run: (plan) => {
        if (!isShared) exports.runAlone(plan, own);
        else if (exports.runTogether(plan, own) === 0) this.#end();
      },
      close: () => {
        if (!isOpen) return;
        isOpen = false;
        this.#open--;
        // Helpers stay where they are: with another child still open they had better go there.
        if (this.#open > 0 || this.#spare !== null) this.#giveUp(room);
        else this.#spare = room;
      },
    };
  }

  dispose(): void {
    if (this.#spare !== null) this.#giveUp(this.#spare);
    this.#spare = null;
    for (const helper of this.#helpers) helper.terminate();
  }

  #end(): never {
    const reason = 'A thread of this processor has ended unexpectedly.';
    for (const helper of this.#helpers) helper.terminate();
    this.#lose(reason);
    throw new DeviceError(reason);
  }

  #reused(bytes: number): Room | null {
    const room = this.#spare;
    this.#spare = null;
    if (room === null) return null;
    const { buffer } = room.memory;
    if (buffer.byteLength < bytes) {
      this.#giveUp(room);
      return null;
    }
    // A helper that is still about the last run sees by this that it is over, before its plan is gone.
    Atomics.add(new Int32Array(buffer), GENERATION, 1);
    new Uint8Array(buffer, STEP_END, bytes - STEP_END).fill(0);
    return room;
  }

  async #made(bytes: number): Promise<Room> {
    const memory = newMemory(bytes, this.#helpers.length > 0);
    const exports = await instantiate(this.#module, memory, this.#patience);
    for (const [index, helper] of this.#helpers.entries())
      helper.send({ module: this.#module, memory, index });
    return { memory, exports };
  }

  #giveUp({ memory }: Room): void {
    const shared = new Int32Array(memory.buffer);
    Atomics.store(shared, ENDED, 1);
    Atomics.notify(shared, GENERATION);
  }
}

/** What a helping thread does, until its task ends. */
export async function helpWith({ module, memory, index }: Task): Promise<void> {
  const { help } = await instantiate(module, memory, PATIENCE);
  help(index);
}

function newMemory(bytes: number, shared: boolean): WebAssembly.Memory {
  const needed = Math.ceil(bytes / PAGE);
  const make = (pages: number): WebAssembly.Memory =>
    // A shared memory's greatest size is set aside at once.
    new WebAssembly.Memory({ initial: pages, maximum: shared ? pages : MOST_PAGES, shared });
  for (const pages of [Math.ceil(needed / ROOM) * ROOM, needed]) {
    try {
      return make(pages);
    } catch {
      // Without the room to spare, then.
    }
  }
  throw new ChildError(`no memory for its ${Math.ceil((needed * PAGE) / 2 ** 20)} MiB`);
}
