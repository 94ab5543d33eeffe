import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';

/** Takes a file for this command until its end; throws an InputError where another has it. */
export type Lock = (option: string, file: string) => Promise<void>;

/** A file in which a run is begun, locked; throws an InputError, which names the option, where there is one already or none can be. */
export async function freshFile(option: string, out: string, lock: Lock): Promise<string> {
  const refuse = (): void => {
    const found = statSync(out, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (found.isDirectory()) {
      throw new InputError(
        `${option} ${out} is a folder: name a file in it, like ${path.join(out, 'run.json')}.`,
      );
    }
    throw new InputError(`${option} ${out} exists: give another name, or --resume ${out} to go on with it.`);
  };
  refuse();
  if (!existsSync(path.dirname(path.resolve(out)))) {
    throw new InputError(`${option} ${out}: there is no folder ${path.dirname(out)}.`);
  }
  await lock(option, out);
  refuse(); // written by one that has ended just now
  return out;
}
