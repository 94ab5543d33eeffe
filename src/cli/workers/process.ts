import { type ChildProcess, spawn } from 'node:child_process';
import { messageOf } from '../../base/errors.ts';
import { type Answer, type Hello, type Request, readAnswer, writeLine } from './lines.ts';
import { createPatience, type Patience } from './patience.ts';
import { splitLines } from './splitLines.ts';

/** How a worker is started: a program with its arguments, or one line for the shell. */
export interface Command {
  readonly file: string;
  readonly args?: readonly string[];
  readonly shell?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** A worker that is of no use any more; another can do what it was at. The message is a clause that follows its name. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';
  /** Another one that is started in the same way would be lost in the same way. */
  readonly isFinal: boolean;

  constructor(message: string, isFinal = false) {
    super(message);
    this.isFinal = isFinal;
  }
}

/** A process that answers lines (docs/SCALE.md), until it ends, is ended, or answers what is none. */
export interface EvaluatorProcess {
  readonly hello: Hello;
  /** Null while it can be asked. */
  readonly lost: WorkerLost | null;
  ask(request: Request): void;
  /** The next answer; rejects with a WorkerLost once there is none to come, or none has come for too long. */
  next(): Promise<Answer>;
  /** Ends it at once. */
  kill(why: string, isFinal?: boolean): void;
  /** Ends it in order: by the end of its input, and where it stays, at once. */
  end(): Promise<void>;
}

/** How long one may take to end by itself, in ms. */
const ENDING = 3000;
/** Of what it says on standard error, what is told at its end. */
const LAST_WORDS = 600;

/** Starts one and waits for its hello; the signal ends it, whatever it is at. Rejects with a WorkerLost. */
export async function startProcess(
  command: Command,
  patience: Patience,
  signal: AbortSignal,
): Promise<EvaluatorProcess> {
  const child = spawn(command.file, [...(command.args ?? [])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...command.env },
    shell: command.shell ?? false,
    // A group of its own: Ctrl-C is the search's to hear, and what a shell starts is ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const answers: Answer[] = [];
  let lost: WorkerLost | null = null;
  let wake = (): void => {};
  let words = '';
  let hasBegun = false;
  let isClosed = false;
  const watch = createPatience(patience, (seconds) => kill(`said nothing for ${seconds} s, and was ended`));

  const lose = (why: string, isFinal = false): void => {
    lost ??= new WorkerLost(why, isFinal);
    watch.end();
    wake();
  };
  const kill = (why: string, isFinal = false): void => {
    lose(why, isFinal);
    if (!isClosed) killGroup(child);
  };
  const abort = (): void => kill('was ended');
  signal.addEventListener('abort', abort);
  const closed = new Promise<void>((resolve) => {
    child.once('error', (thrown) => {
      lose(`could not be started: ${messageOf(thrown)}`, true);
      resolve();
    });
    child.once('close', (code, signal) => {
      isClosed = true;
      const last = words.trim();
      lose(
        `ended ${signal === null ? `with code ${code}` : `by ${signal}`}${last === '' ? '' : `, and said: ${last}`}`,
      );
      resolve();
    });
  }).finally(() => signal.removeEventListener('abort', abort));
  // What is written to one that has just ended: that it has is told by its end.
  child.stdin.on('error', () => undefined);
  child.stderr.on('data', (chunk) => {
    words = `${words}${chunk}`.slice(-LAST_WORDS);
  });

  const take = async (): Promise<void> => {
    for await (const line of splitLines(child.stdout)) {
      const read = readAnswer(line);
      if (!read.ok) return kill(`answered what is no answer. ${read.error}`, !hasBegun);
      answers.push(read.value);
      watch.heard(read.value);
      wake();
    }
  };
  void take().catch((thrown: unknown) => kill(`could not be read: ${messageOf(thrown)}`));

  const next = async (): Promise<Answer> => {
    for (;;) {
      const answer = answers.shift();
      if (answer !== undefined) return answer;
      if (lost !== null) throw lost;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };

  watch.begin();
  const hello = await next();
  watch.end();
  if (hello.type !== 'hello') {
    kill(
      hello.type === 'error'
        ? `could not begin: ${hello.sentence}`
        : 'said something else before it said what it is',
      true,
    );
    throw lost ?? new WorkerLost('could not begin');
  }
  hasBegun = true;
  /** The request that is being worked on, null where it has no number. */
  let asked: string | null = null;
  return {
    hello,
    get lost() {
      return lost;
    },
    ask(request) {
      if (request.type !== 'stop') {
        asked = 'id' in request ? request.id : null;
        watch.begin();
      }
      if (lost === null) child.stdin.write(`${writeLine(request)}\n`);
    },
    async next() {
      const answer = await next();
      // What comes late or twice is of an earlier request.
      const of = ('id' in answer ? answer.id : undefined) ?? null;
      const isEnd = ['result', 'stopped', 'opened', 'error'].includes(answer.type);
      if (isEnd && (of === asked || (answer.type === 'error' && of === null))) watch.end();
      return answer;
    },
    kill,
    async end() {
      watch.end();
      child.stdin.end();
      const timer = setTimeout(() => {
        if (!isClosed) killGroup(child);
      }, ENDING);
      // What has left the group and holds the pipes is not waited for.
      let last: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        last = setTimeout(() => {
          for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
          child.unref();
          resolve();
        }, 2 * ENDING);
      });
      await Promise.race([closed, late]);
      clearTimeout(timer);
      clearTimeout(last);
    },
  };
}

/** Until its pipes are closed: what it started may hold them, and outlive it. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
