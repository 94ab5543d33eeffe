import type { TrainingEvent } from '../training.ts';

/** Where all children of a wave are trained by one device: a step of each in turn, so that nothing is at work between two pulls. */
export interface OneDevice {
  /** Bytes that the children in training may take together; one alone may take more. */
  readonly room: number;
  /** Whether only the child whose turn to end is next is to be trained on now; the others are held. Absent: never. */
  onlyNext?(): boolean;
}

/** Which of them is pulled next, and whether there is room for another. What comes of them is the same whatever it answers. */
export interface Rota {
  begins(number: number): void;
  hears(event: TrainingEvent): void;
  ends(number: number): void;
  /** Whether another may join those in training: it is taken to need as much as the largest of them. */
  hasRoom(): boolean;
  /** `next`: whose turn to end is next. Not to be asked where none is in training. */
  pulls(next: number): number;
  /** Whether a child has been trained beside another since it began. */
  hadCompany(number: number): boolean;
}

export function createRota({ room, onlyNext }: OneDevice): Rota {
  /** Those in training, with what they take; null before it is known. The one that waited longest comes first. */
  const bytes = new Map<number, number | null>();
  const accompanied = new Set<number>();
  return {
    begins(number) {
      bytes.set(number, null);
      if (bytes.size > 1) for (const one of bytes.keys()) accompanied.add(one);
    },
    hears({ type, trial, ...told }) {
      if (type !== 'progress' || !('progress' in told)) return;
      const { progress } = told;
      if (progress.type === 'compiled') bytes.set(trial, progress.bytes);
    },
    ends(number) {
      bytes.delete(number);
      accompanied.delete(number);
    },
    hasRoom() {
      const all = [...bytes.values()];
      if (all.length === 0) return true;
      if (onlyNext?.()) return false;
      const known = all.filter((one) => one !== null);
      // Not before it is known what those take that have begun.
      if (known.length < all.length) return false;
      return known.reduce((sum, one) => sum + one, 0) + Math.max(...known) <= room;
    },
    pulls(next) {
      if (onlyNext?.() && bytes.has(next)) return next;
      const [number, taken] = [...bytes][0]!;
      bytes.delete(number);
      bytes.set(number, taken);
      return number;
    },
    hadCompany: (number) => accompanied.has(number),
  };
}
