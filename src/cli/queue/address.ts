import { InputError } from '../../base/errors.ts';

/** Where a queue's database is, with what may be said of it. */
export interface QueueAddress {
  /** As it was given: never told, and never written anywhere. */
  readonly connectionString: string;
  /** The same without its password and without what else may be secret in it. */
  readonly shown: string;
  /** A text of another program, such as an error, without the password. */
  masked(text: string): string;
}

const HIDDEN = '***';
const EXAMPLE = 'postgres://user@host:5432/database';
/** Parameters that are told: the others may be a password. */
const SHOWN = new Set(['host', 'port', 'user', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey']);

/**
 * Reads a connection string of Postgres; what TLS, sockets and time limits it names is the driver's. Without a password
 * the driver takes it from PGPASSWORD or ~/.pgpass. Throws an InputError, in which the string does not stand.
 */
export function queueAddress(text: string, { PGPASSWORD }: NodeJS.ProcessEnv = process.env): QueueAddress {
  const url = urlOf(text);
  // Behind a password with a slash, ? or # in it, what looks like a path holds the rest of it.
  const isCut = (part: string): boolean => part.includes('@');
  if (url === null || [url.pathname, url.hash, ...url.searchParams.keys()].some(isCut))
    throw new InputError(
      `--queue cannot be read as the address of a Postgres database: give it as ${EXAMPLE}, with %40 for an @ in a password, or with the password in PGPASSWORD.`,
    );
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
    throw new InputError(
      `--queue ${url.protocol}//…: the queue is kept in a Postgres database. Give its address as ${EXAMPLE}.`,
    );
  const secrets = new Set<string>();
  const hide = (secret: string): void => {
    for (const form of [secret, decoded(secret)]) if (form !== '') secrets.add(form);
  };
  hide(url.password);
  const shownQuery: string[] = [];
  for (const [name, value] of url.searchParams) {
    if (!SHOWN.has(name)) hide(value);
    shownQuery.push(`${name}=${SHOWN.has(name) ? value : HIDDEN}`);
  }
  if (PGPASSWORD !== undefined) hide(PGPASSWORD);
  const user = url.username === '' ? '' : `${url.username}${url.password === '' ? '' : `:${HIDDEN}`}@`;
  const query = shownQuery.length === 0 ? '' : `?${shownQuery.join('&')}`;
  // The longest first, since one secret may be a part of another.
  const longest = [...secrets].sort((a, b) => b.length - a.length);
  return {
    connectionString: text,
    shown: `${url.protocol}//${user}${url.host}${url.pathname}${query}`,
    masked(of) {
      const whole = of.replaceAll(text, HIDDEN);
      return longest.reduce((masked, secret) => masked.replaceAll(secret, HIDDEN), whole);
    },
  };
}

/** As the driver reads it: a host may stand in the parameters alone, behind a user. */
function urlOf(text: string): URL | null {
  if (!/^[a-z]+:\/\//i.test(text)) return null;
  for (const one of [text, text.replace('@/', '@localhost/')]) {
    try {
      return new URL(one);
    } catch {
      // The next reading, or none.
    }
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
