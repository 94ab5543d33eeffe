import { median } from '../../../base/statistics.ts';
import { ChildError, type Precision } from '../../../engine/executor.ts';
import type { Way } from '../../../engine/webgpu/ways.ts';

/** A child that waits for its turns in one way of working. */
export interface OpenedWay {
  readonly dispatches: number | null;
  /** Of its buffers alone; null where they are not counted. */
  readonly bytes: number | null;
  /** What compiling and the first step took. */
  readonly firstMs: number;
  /** Ms a step. Throws a ChildError where the device refuses it. */
  turn(): Promise<number>;
  dispose(): void;
}

export interface WayRow {
  readonly way: string;
  readonly precision: Precision;
  readonly default: boolean;
  /** Ms a step of each turn; none where it was refused. */
  readonly turnsMs: readonly number[];
  /** Their median; null where it was refused. */
  readonly stepMs: number | null;
  /** Of medians, to the default's in the same turns; null where either was refused. */
  readonly ratio: number | null;
  /** Every turn took less, or more, than every one of the default's; null where neither. */
  readonly against: 'faster' | 'slower' | null;
  readonly dispatches: number | null;
  readonly bytes: number | null;
  readonly compileMs: number | null;
  /** Why it was refused. */
  readonly reason?: string;
}

/**
 * Measures a child in several ways by turns: one of each way, and so on again, so that a change of the clock meets all of them
 * alike. The first is the default, which the others are compared with. As many as the device holds are open at once; one that
 * it refuses to open beside others is tried again without them, beside the default alone.
 */
export async function measureByTurns(
  [usual, ...others]: readonly [Way, ...Way[]],
  turns: number,
  open: (way: Way) => Promise<OpenedWay>,
): Promise<readonly WayRow[]> {
  const rows = new Map<Way, WayRow>();
  const first = await enter(usual, open);
  try {
    let waiting: readonly Way[] = others;
    do {
      const group: Entrant[] = [];
      const later: Way[] = [];
      try {
        for (const way of waiting) {
          const entrant = await enter(way, open);
          if (!entrant.isOpen && group.some(({ isOpen }) => isOpen)) later.push(way);
          else group.push(entrant);
        }
        await takeTurns([first, ...group], turns);
        for (const entrant of [first, ...group])
          if (!rows.has(entrant.way)) rows.set(entrant.way, rowOf(entrant, first));
      } finally {
        for (const entrant of group) entrant.close();
      }
      waiting = later;
    } while (waiting.length > 0);
  } finally {
    first.close();
  }
  return [usual, ...others].map((way) => rows.get(way)!);
}

/** One way's part in the turns, until the device refuses it. */
class Entrant {
  readonly way: Way;
  readonly turnsMs: number[] = [];
  #opened: OpenedWay | null = null;
  #reason: string | undefined;

  constructor(way: Way) {
    this.way = way;
  }

  get isOpen(): boolean {
    return this.#opened !== null;
  }

  get opened(): OpenedWay | null {
    return this.#opened;
  }

  get reason(): string | undefined {
    return this.#reason;
  }

  /** Nothing of it stands where the device refuses it. */
  async try<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof ChildError)) throw thrown;
      this.#reason = thrown.message;
      this.turnsMs.length = 0;
      this.close();
      return null;
    }
  }

  async open(open: (way: Way) => Promise<OpenedWay>): Promise<void> {
    this.#opened = await this.try(() => open(this.way));
  }

  turn(): Promise<number | null> {
    const { opened } = this;
    return opened === null ? Promise.resolve(null) : this.try(() => opened.turn());
  }

  close(): void {
    this.#opened?.dispose();
    this.#opened = null;
  }
}

async function enter(way: Way, open: (way: Way) => Promise<OpenedWay>): Promise<Entrant> {
  const entrant = new Entrant(way);
  await entrant.open(open);
  return entrant;
}

async function takeTurns(entrants: readonly Entrant[], turns: number): Promise<void> {
  for (const { turnsMs } of entrants) turnsMs.length = 0;
  // While the others were compiled the device may have gone to sleep.
  await entrants.find(({ isOpen }) => isOpen)?.turn();
  for (let turn = 0; turn < turns; turn++) {
    for (const entrant of entrants) {
      const ms = await entrant.turn();
      if (ms !== null) entrant.turnsMs.push(ms);
    }
  }
}

function rowOf(entrant: Entrant, usual: Entrant): WayRow {
  const { way, opened, reason } = entrant;
  const head = { way: way.name, precision: way.precision, default: entrant === usual };
  if (opened === null) {
    const none = { stepMs: null, ratio: null, against: null, dispatches: null, bytes: null, compileMs: null };
    return { ...head, turnsMs: [], ...none, ...(reason !== undefined && { reason }) };
  }
  const turnsMs = [...entrant.turnsMs];
  const stepMs = median(turnsMs);
  const isCompared = usual.isOpen && entrant !== usual;
  return {
    ...{ ...head, turnsMs, stepMs },
    ratio: usual.isOpen ? stepMs / median(usual.turnsMs) : null,
    against: isCompared ? compare(turnsMs, usual.turnsMs) : null,
    dispatches: opened.dispatches,
    bytes: opened.bytes,
    compileMs: Math.max(0, opened.firstMs - stepMs),
  };
}

function compare(turns: readonly number[], usual: readonly number[]): WayRow['against'] {
  if (Math.max(...turns) < Math.min(...usual)) return 'faster';
  return Math.min(...turns) > Math.max(...usual) ? 'slower' : null;
}
