/** `npm start`: builds the page, serves it, prints its address and prepares the data meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../../../base/errors.ts';
import { FOLLOWING } from '../../../protocol/followed.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import type { Site } from '../../site/answer.ts';
import { isOwnMachine } from '../../site/hosts.ts';
import { openBrowser } from '../../site/openBrowser.ts';
import { cachedPage, dataFolder } from '../../site/page.ts';
import { type Listening, listen, PortInUse } from '../../site/server.ts';
import { integerFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { preparedNames } from '../../text/preparedNames.ts';

const defaultPort = 4280;
const portsTried = 20;

const help = `Usage: npm start -- [options]

Builds the page, serves it on this machine and prepares ${preparedNames('and')} meanwhile.

  --port N            the port (default: ${defaultPort}, or the next free one)
  --host NAME         the address to listen on (default: localhost; 0.0.0.0 for every network)
  --allow-host NAME   answer to this name too, say a proxy's; may be given again. Localhost, addresses and
                      this machine's name are always answered to, others never: they may be another page's
  --follow FILE       show the run in FILE as a search writes it (npm run search -- --out FILE), on this machine alone
  --no-open           do not open the browser
  --no-prepare        serve the data that are there, prepare none`;

/** Looks for a free port only where none was asked for. */
export async function listenSomewhere(site: Site, host: string, asked?: number): Promise<Listening> {
  const ports = asked === undefined ? Array.from({ length: portsTried }, (_, i) => defaultPort + i) : [asked];
  for (const port of ports) {
    try {
      return await listen(site, host, port);
    } catch (error) {
      if (!(error instanceof PortInUse)) throw new InputError(`--host ${host}: ${(error as Error).message}.`);
      if (asked === undefined) tell(`Port ${port} is in use; trying the next one.`);
    }
  }
  throw new InputError(
    asked === undefined
      ? `The ports ${defaultPort} to ${defaultPort + portsTried - 1} are all in use: give a free one with --port.`
      : `Port ${asked} is in use: end the program that holds it, or give another with --port, or none for the next free one.`,
  );
}

/** The file, which need not be there yet. Throws an InputError where it would be shown to others, or can be no run's file. */
export function followedFile(follow: string, host: string): string {
  if (!isOwnMachine(host.includes(':') ? `[${host}]` : host))
    throw new InputError(
      `--follow shows a file of this machine to this machine alone, and --host ${host} would show it to others: leave --host out. From elsewhere a tunnel leads here (ssh -L ${defaultPort}:localhost:${defaultPort} HOST).`,
    );
  const file = path.resolve(follow);
  if (follow === '' || statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new InputError(
      `--follow needs the file of a run, as --out of the search names it, not "${follow}".`,
    );
  return file;
}

/** Where other machines would find the page. */
function networkAddresses(port: number): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}/`);
}

/** A process of its own, since decoding images would keep the server from answering. */
function startPreparing(): { stop(): Promise<void> } {
  const runner = path.join(root, 'src', 'cli', 'bootstrap', 'run.mjs');
  const stdio = ['ignore', process.stderr.fd, 'inherit'] as const;
  const child = spawn(process.execPath, [runner, 'prepare'], { cwd: root, stdio: [...stdio] });
  let stopping = false;
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0 && !stopping)
      tell(`The page goes on without ${preparedNames('or')}, for the reason above.`);
  });
  return {
    async stop() {
      stopping = true;
      // From a terminal Ctrl-C has reached it too, and a second one would cut its tidying up short.
      if (!process.stdin.isTTY) child.kill('SIGINT');
      await Promise.race([ended, sleep(1000, undefined, { ref: false })]);
      child.kill('SIGKILL');
    },
  };
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

export async function main(args: string[]): Promise<number> {
  const flags = commandOptions(help, args, {
    port: { type: 'string' },
    host: { type: 'string', default: 'localhost' },
    'allow-host': { type: 'string', multiple: true, default: [] },
    follow: { type: 'string' },
    'no-open': { type: 'boolean', default: false },
    'no-prepare': { type: 'boolean', default: false },
  });
  if (flags === null) return 0;
  const asked = integerFlag('port', flags.port, { min: 1, max: 65535 });
  const follow = flags.follow === undefined ? undefined : followedFile(flags.follow, flags.host);
  const stopped = untilStopped();
  const site = await Promise.race([cachedPage(), stopped]);
  if (site === undefined) return 0;
  const server = await listenSomewhere(
    {
      ...{ site, data: dataFolder, allowHosts: [flags.host, ...flags['allow-host']] },
      ...(follow !== undefined && { follow }),
    },
    flags.host,
    asked,
  );
  const isLocal = flags.host === 'localhost';
  const isEverywhere = flags.host === '0.0.0.0' || flags.host === '::';
  const address = `http://${isEverywhere ? 'localhost' : flags.host}:${server.port}/${follow === undefined ? '' : `?${FOLLOWING.parameter}`}`;
  const others = isLocal ? [] : networkAddresses(server.port);
  process.stdout.write(
    [
      '',
      `  NAS Playground: ${address}`,
      ...others.map(
        (other) => `  from other machines: ${other} (over plain http their browsers give no WebGPU)`,
      ),
      ...(follow === undefined ? [] : [`  It follows ${follow}.`]),
      '  Ctrl-C stops it.',
      '',
      '',
    ].join('\n'),
  );
  const preparing = flags['no-prepare'] ? undefined : startPreparing();
  if (!flags['no-open']) openBrowser(address);
  await stopped;
  server.close();
  await preparing?.stop();
  return 0;
}
