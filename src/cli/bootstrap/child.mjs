// @ts-check
/** Child processes that end with their parent and answer with one exit code. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** What a terminal or a supervisor sends to end a program. */
const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program to its end. Its output goes to standard error unless `output` is 'inherit'. A tethered one, which is
 * Node's, can tell that this process has ended even where that had no time to pass a signal on: see `endWithParent`.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, output?: 'inherit' | 'stderr', shell?: boolean,
 *   tethered?: boolean }} [options]
 * @returns {Promise<number>} the exit code, 127 if the program cannot be started
 */
export function runProgram(
  program,
  args,
  { cwd, env, output = 'stderr', shell = false, tethered = false } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: env ?? process.env,
      shell,
      stdio: [
        'inherit',
        output === 'inherit' ? 'inherit' : process.stderr.fd,
        'inherit',
        ...(tethered ? /** @type {const} */ (['ipc']) : []),
      ],
    });
    const handlers = passedOn.map((signal) => {
      // A terminal has already sent Ctrl-C to the whole group; a second one would read as impatience.
      const handler = () => (signal !== 'SIGINT' || !process.stdin.isTTY ? child.kill(signal) : undefined);
      process.on(signal, handler);
      return /** @type {const} */ ([signal, handler]);
    });
    /** @param {number} code */
    const end = (code) => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
      resolve(code);
    };
    child.once('error', () => end(127));
    child.once('exit', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/** In a tethered process: once the one that started it is gone, be it killed, this one ends as SIGTERM ends it. */
export function endWithParent() {
  if (!process.connected) return;
  process.once('disconnect', () => {
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(128 + constants.signals.SIGTERM);
  });
  // To listen must not keep the process alive.
  process.channel?.unref();
}
