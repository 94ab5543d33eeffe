import { execFileSync } from 'node:child_process';
import { clauseOf, InputError } from '../../base/errors.ts';

/** The commit that a folder is at, which a table is stamped with. Throws an InputError where git does not say. */
export function commitOf(folder: string): string {
  try {
    const options = { cwd: folder, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('git', ['rev-parse', '--verify', 'HEAD'], options).trim();
  } catch (thrown) {
    const why = clauseOf(thrown).split('\n').at(-1);
    throw new InputError(
      `A table is stamped with the commit that it is made at, which git does not say (${why}): start the command again in a clone of the repository, with git installed. What was trained is kept.`,
    );
  }
}
