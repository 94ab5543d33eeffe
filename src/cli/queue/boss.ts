import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, PgBoss, type Queue } from 'pg-boss';
import { clauseOf, DeviceError, InputError, messageOf } from '../../base/errors.ts';
import type { QueueAddress } from './address.ts';
import { SCHEMA, spoken } from './names.ts';

/** Where the queue is: a database that is reached by its address, or one that is there already. */
export type QueueDatabase = QueueAddress | { readonly db: Db; readonly shown: string };

export interface BossOptions {
  readonly database: QueueDatabase;
  /** Under which others see this program at the queue. */
  readonly name: string;
  /** Whether it looks after jobs whose workers say nothing any more. */
  readonly supervises: boolean;
  /** Hears, in sentences without a password, of outages. */
  tell(sentence: string): void;
}

/** pg-boss at its database, which may be gone for a while. */
export interface Boss {
  readonly boss: PgBoss;
  /** The database's name for a person. */
  readonly shown: string;
  masked(text: string): string;
  /**
   * Does it, and where the database is gone does it again once it is back; what is done must bear that. Throws a
   * DeviceError for what waiting does not mend, and what the signal was aborted with.
   */
  lasting<Value>(act: () => Promise<Value>, signal?: AbortSignal): Promise<Value>;
  close(): Promise<void>;
}

/** Seconds in which a worker has to have been heard of, and in which it is heard of twice and more. */
export const HEARTBEAT = 20;
export const HEARTBEAT_REFRESH = 5;
/** How often silent workers are looked for, seconds. */
const SUPERVISE = 2;
/** How often a database that is gone is tried again, ms. */
const AGAIN = 1000;

/** Of jobs that others answer at once, and of their answers. */
export const SHORT_JOBS: Omit<Queue, 'name'> = {
  ...{ notify: true, expireInSeconds: 60, retryLimit: 1000 },
  ...{ retentionSeconds: 14 * 86_400, deleteAfterSeconds: 60 },
};

/** Of children: a day at the most, on at most five workers in turn; what became of one can be asked for a day. */
export const CHILDREN: Omit<Queue, 'name'> = {
  ...{ notify: true, expireInSeconds: 86_400, retryLimit: 4, retryDelay: 1 },
  ...{ heartbeatSeconds: HEARTBEAT, retentionSeconds: 14 * 86_400, deleteAfterSeconds: 86_400 },
};

/** Of states, which nobody works on: each is there until its child has ended. */
export const STATES: Omit<Queue, 'name'> = { retentionSeconds: 14 * 86_400, deleteAfterSeconds: 60 };

/** Of node-postgres: a network that is dead says nothing by itself. A value of hundreds of MB takes its time. */
const POOL = { max: 4, keepAlive: true, query_timeout: 120_000 } as const;

/** Throws an InputError, without a password in it, where the database cannot be used. */
export async function openBoss({ database, name, supervises, tell }: BossOptions): Promise<Boss> {
  const masked = 'masked' in database ? database.masked : (text: string) => text;
  const wordsOf = (thrown: unknown): string => spoken(masked(reasonOf(thrown)));
  let boss: PgBoss;
  try {
    boss = new PgBoss({
      ...('db' in database ? { db: database.db } : { ...POOL, connectionString: database.connectionString }),
      ...{ schema: SCHEMA, application_name: 'nas-playground', instanceName: name },
      ...{ schedule: false, useListenNotify: true, openTelemetry: { enabled: false } },
      ...{ supervise: supervises, superviseIntervalSeconds: SUPERVISE, monitorIntervalSeconds: SUPERVISE },
      ...{ instanceHeartbeatSeconds: 5, monitorVacuum: false },
    });
  } catch (thrown) {
    throw new InputError(`--queue ${database.shown}: ${wordsOf(thrown)}.`);
  }
  const ending = new AbortController();
  let outage: Promise<void> | null = null;
  const toldOf = new Set<string>();

  /** Resolves once the database answers again. */
  const back = (thrown: unknown): Promise<void> => {
    outage ??= (async () => {
      tell(
        `The queue’s database cannot be used: ${wordsOf(thrown)}. What is at work goes on, and the rest when it is back.`,
      );
      for (;;) {
        await sleep(AGAIN, undefined, { signal: ending.signal });
        try {
          // Written to, since one whose disk is full can be read.
          await boss.getDb().executeSql(`UPDATE ${SCHEMA}.version SET version = version`);
          break;
        } catch (again) {
          if (!isOutage(again)) break;
        }
      }
      outage = null;
      tell('The queue’s database is back.');
    })();
    outage.catch(() => undefined);
    return outage;
  };

  boss.on('error', (thrown) => {
    if (ending.signal.aborted) return;
    if (isOutage(thrown)) return void back(thrown);
    const words = wordsOf(thrown);
    if (toldOf.has(words)) return;
    toldOf.add(words);
    tell(`The queue says: ${words}.`);
  });
  try {
    await boss.start();
  } catch (thrown) {
    ending.abort();
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw new InputError(
      `--queue ${database.shown}: the database cannot be used: ${wordsOf(thrown)}. ${remedyOf(thrown)}`,
    );
  }
  return {
    boss,
    shown: database.shown,
    masked,
    async lasting(act, signal) {
      for (;;) {
        signal?.throwIfAborted();
        try {
          return await act();
        } catch (thrown) {
          if (isQueueGone(thrown)) throw thrown;
          if (!isOutage(thrown)) {
            const refusal = new DeviceError(`The queue’s database refused: ${wordsOf(thrown)}.`);
            refusal.cause = thrown;
            throw refusal;
          }
          await untilAborted(back(thrown), signal);
        }
      }
    },
    async close() {
      ending.abort();
      // What is open is retried by those who are left; a database that is gone need not be told.
      await briefly(() => boss.stop({ graceful: false }));
    },
  };
}

async function untilAborted(wait: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return wait;
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
  });
  await Promise.race([wait, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

/** Of Node's sockets. */
const SOCKET = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|EAI_AGAIN|ENOTFOUND)/;
/**
 * Of Postgres: connections, resources (a full disk among them), shut down or starting, read-only after a failover, and
 * transactions that lost against others.
 */
const STATE = /^(08|53|57P0|25006|40001|40P01)/;
const WORDS =
  /connection terminated|timeout exceeded|read timeout|connection error|not queryable|connection ended|terminating/i;

/** Whether it is that there is no such queue: that of a search is deleted at its end. */
export const isQueueGone = (thrown: unknown): boolean =>
  (thrown as { readonly code?: unknown }).code === 'PGBOSS_QUEUE_NOT_FOUND';

/** Whether it is that a value is larger than Postgres, or a text of this program, can be. */
export function isTooLarge(thrown: unknown): boolean {
  const { cause = thrown } = thrown as { readonly cause?: unknown };
  const { code } = cause as { readonly code?: unknown };
  return cause instanceof RangeError || code === '54000' || /memory alloc request size/.test(wordsIn(cause));
}

/** Does it, but waits no longer than some seconds, and fails in silence: the database may be gone. */
export async function briefly(act: () => Promise<unknown>, most = 5000): Promise<void> {
  const over = new AbortController();
  const late = sleep(most, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([act().catch(() => undefined), late]);
  over.abort();
}

/** Whether it may be mended by waiting. */
function isOutage(thrown: unknown): boolean {
  const { code } = thrown as { readonly code?: unknown };
  if (typeof code === 'string' && (SOCKET.test(code) || STATE.test(code))) return true;
  return WORDS.test(wordsIn(thrown));
}

/** pg-boss tells of errors as objects that are none. */
function wordsIn(thrown: unknown): string {
  const { message } = thrown as { readonly message?: unknown };
  return typeof message === 'string' ? message : messageOf(thrown);
}

/** Several addresses that were tried in vain have their reasons within. */
function reasonOf(thrown: unknown): string {
  const { errors } = thrown as { readonly errors?: unknown };
  const first = Array.isArray(errors) ? (errors as unknown[])[0] : undefined;
  const words = wordsIn(thrown);
  return clauseOf(words === '' && first !== undefined ? wordsIn(first) : words);
}

function remedyOf(thrown: unknown): string {
  const { code } = thrown as { readonly code?: unknown };
  if (code === '42501')
    return `Its user has to be allowed to create the schema ${SCHEMA} in it (GRANT CREATE ON DATABASE …).`;
  if (code === '28P01' || code === '28000')
    return 'Give the password in the environment variable PGPASSWORD, or in ~/.pgpass.';
  return 'See that it runs, and that it can be reached from here.';
}
