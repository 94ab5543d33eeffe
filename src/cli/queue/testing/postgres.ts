import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

/** A Postgres of its own in a folder, for tests: as Debian's package brings it, started by whoever runs them. */
export interface TestPostgres {
  readonly port: number;
  readonly password: string;
  /** Without the password. */
  readonly url: string;
  query(sql: string): string;
  /** At once, as when the machine is taken from it. */
  stop(): void;
  start(): void;
}

/** Null where there is none on this machine. */
export function postgresPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    '/usr/bin',
    '/usr/local/bin',
  ];
  return (
    folders.find((folder) =>
      ['initdb', 'pg_ctl', 'psql'].every((name) => existsSync(path.join(folder, name))),
    ) ?? null
  );
}

export const NO_POSTGRES = 'There is no Postgres on this machine: apt-get install -y postgresql';

/** Postgres refuses to be root's. */
function user(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });

/** In an empty folder, with TLS where `tls` is the folder of its `server.crt` and `server.key`. */
export async function startPostgres(programs: string, folder: string): Promise<TestPostgres> {
  const password = 'not to be told: 7@/ö';
  const as = user();
  const secret = path.join(folder, 'password');
  writeFileSync(secret, password);
  // A certificate of its own, which clients have to be told of.
  const certificate = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const files = ['-keyout', path.join(folder, 'server.key'), '-out', path.join(folder, 'server.crt')];
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', ...certificate, ...names, ...files], { stdio: 'ignore' });
  for (const name of ['.', 'password', 'server.key'])
    if (as) chownSync(path.join(folder, name), as.uid, as.gid);
  const data = path.join(folder, 'data');
  const run = (program: string, ...args: string[]): void =>
    void execFileSync(path.join(programs, program), args, { stdio: 'ignore', cwd: folder, ...as });
  run(
    'initdb',
    '-D',
    data,
    '-U',
    'nas',
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--no-sync',
  );
  const startAt = (port: number): void => {
    const options = [
      `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`,
      `-c ssl=on -c ssl_cert_file=${path.join(folder, 'server.crt')} -c ssl_key_file=${path.join(folder, 'server.key')}`,
    ].join(' ');
    run('pg_ctl', '-D', data, '-o', options, '-l', path.join(folder, 'log'), '-w', 'start');
  };
  let port = 0;
  for (let tries = 1; ; tries++) {
    port = await freePort();
    try {
      startAt(port);
      break;
    } catch (thrown) {
      // Another program may have taken the port meanwhile.
      if (tries === 5) throw thrown;
    }
  }
  const url = `postgres://nas@127.0.0.1:${port}/postgres`;
  return {
    ...{ port, password, url, start: () => startAt(port) },
    query: (sql) =>
      execFileSync(path.join(programs, 'psql'), ['-X', '-A', '-t', '-c', sql, url], {
        env: { ...process.env, PGPASSWORD: password },
        encoding: 'utf8',
      }).trim(),
    stop: () => run('pg_ctl', '-D', data, '-m', 'immediate', 'stop'),
  };
}
