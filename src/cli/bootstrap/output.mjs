// @ts-check
/** What becomes of a command whose output nobody takes any more: its reader has ended, or the disk behind it is full. */
import { constants } from 'node:os';
import { tell } from './folders.mjs';

/** Why nothing more can be written, once that is so. @type {NodeJS.ErrnoException | undefined} */
let failure;

const hungUp = 128 + constants.signals.SIGHUP;

/** A reader that has ended has what it wanted; of a terminal that is gone the system says EIO. */
const isClosed = (/** @type {NodeJS.ErrnoException} */ { code }) => code === 'EPIPE' || code === 'EIO';

/**
 * From now on a command whose output fails ends in order, as where its terminal is closed; one that listens for errors
 * itself goes on, and has failed all the same where figures were lost.
 */
export function watchOutput() {
  // Then nobody can be told anything.
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error) => {
    if (failure !== undefined) return;
    failure = error;
    if (!isClosed(error)) tell(`The output cannot be written: ${whyNot(error)}.`);
    const isEnding = process.exitCode !== undefined;
    if (isEnding || process.stdout.listenerCount('error') > listening) return;
    if (!process.emit('SIGHUP', 'SIGHUP')) process.exit(codeAfter(hungUp));
  });
  const listening = process.stdout.listenerCount('error');
}

/**
 * The exit code of a command that would have ended with this one.
 * @param {number} code
 */
export const codeAfter = (code) => (failure === undefined || isClosed(failure) ? code : 1);

/** @param {NodeJS.ErrnoException} error */
const whyNot = ({ code, message }) => (code === 'ENOSPC' ? 'the disk is full (ENOSPC)' : message);
