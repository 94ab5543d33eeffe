import path from 'node:path';

/** A run's file, and the files beside it that hold weights, since its own holds none. */

/** Where the child in training is kept. */
export const childPath = (out: string): string => `${out}.weights`;

/** And what children left for later ones. */
export const sharedPath = (out: string): string => `${out}.shared`;

/** And a child that may be trained on, each in a file of its own. */
export const pausedPath = (out: string, trial: number | string): string => `${out}.paused-${trial}`;

/** Of the names in a run's folder those that a process which was killed while it wrote the run has left. */
export function halfWritten(out: string, names: readonly string[]): string[] {
  const base = path.basename(out);
  // Before every writer had a name of its own, it ended in .part alone.
  return names.filter((name) => {
    const [, beside] = name.startsWith(base)
      ? (/^(.*?)\.part(-[0-9a-f]{8})?$/.exec(name.slice(base.length)) ?? [])
      : [];
    return beside !== undefined && /^(\.weights|\.shared|\.paused-\d+)?$/.test(beside);
  });
}
