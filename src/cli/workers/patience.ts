import type { Answer } from './lines.ts';

/** How long a worker may say nothing while it is at work. */
export interface Patience {
  /** Before the first batch of its first child: a device is opened, images are read, kernels are compiled. In ms. */
  readonly first: number;
  /** After it, in ms, however short its steps are. */
  readonly least: number;
  /**
   * And so many times as long as it has been silent before: within a child between two reports, or, before a child's first
   * batch, before those of earlier children.
   */
  readonly times: number;
}

export const USUAL_PATIENCE: Patience = { first: 10 * 60_000, least: 30_000, times: 30 };

export interface PatienceWatch {
  /** It is at work from now on. */
  begin(): void;
  heard(answer: Answer): void;
  /** Nothing is expected of it. */
  end(): void;
}

/** How often a silence is looked at, of the shortest that ends a worker. */
const LOOKS = 20;

/**
 * Calls `silent`, with the seconds, once a worker at work has said nothing for too long. Silence is counted in looks and
 * not by the clock: while this process was stopped itself, or the machine asleep, nobody could have been heard.
 */
export function createPatience(
  { first, least, times }: Patience,
  silent: (seconds: number) => void,
): PatienceWatch {
  const every = Math.max(10, Math.min(first, least) / LOOKS);
  let timer: NodeJS.Timeout | null = null;
  let looks = 0;
  /** In ms, since the first batch of the child at work; null before that. */
  let longest: number | null = null;
  /** The same before that child's first batch, and before those of earlier children; null before there was one. */
  let before = 0;
  let earlier: number | null = null;

  const end = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const look = (): void => {
    looks++;
    const known = longest ?? earlier;
    const patience = known === null ? first : Math.max(least, times * known);
    if (looks * every < patience) return;
    end();
    silent(Math.round((looks * every) / 100) / 10);
  };
  return {
    begin() {
      end();
      looks = 0;
      longest = null;
      before = 0;
      timer = setInterval(look, every);
    },
    heard(answer) {
      const isBatch = answer.type === 'progress' && answer.progress.type === 'batch';
      const silence = looks * every;
      looks = 0;
      if (longest !== null) longest = Math.max(longest, silence);
      else before = Math.max(before, silence);
      if (longest !== null || !isBatch) return;
      longest = 0;
      earlier = Math.max(earlier ?? 0, before);
    },
    end,
  };
}
