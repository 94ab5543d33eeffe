/** The run's file that `npm start -- --follow FILE` shows: as it is whenever the page asks, and to this machine alone. */
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import path from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { FOLLOWING } from '../../protocol/followed.ts';
import { isWritten } from '../runs/fileLock.ts';
import { isOwnMachine } from './hosts.ts';

export const FOLLOWED = `/${FOLLOWING.file}`;

/**
 * Answers what the file holds, or that it is known already (ETag), that there is none (204) or that it cannot be read (403).
 * Headers tell its name, and whether a search is writing it. A file that is replaced is read whole, before or after.
 */
export async function answerFollowed(
  { method, headers: asked }: IncomingMessage,
  response: ServerResponse,
  file: string,
): Promise<void> {
  const headers: OutgoingHttpHeaders = {
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  const say = (status: number, sentence: string): void => {
    response.writeHead(status, headers).end(`${sentence}\n`);
  };
  if (!isOwnMachine(asked.host))
    return say(403, 'The run that is followed is shown on its own machine alone.');
  headers[FOLLOWING.headers.name] = encodeURIComponent(path.basename(file));
  headers[FOLLOWING.headers.written] = `${isWritten(file)}`;
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const { size, mtimeMs, ino } = await handle.stat();
    const etag = `"${[size, mtimeMs, ino].join('-')}"`;
    headers.ETag = etag;
    if (asked['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const content = await handle.readFile();
    headers['Content-Type'] = 'application/json; charset=utf-8';
    response.writeHead(200, { ...headers, 'Content-Length': content.length });
    response.end(method === 'HEAD' ? undefined : content);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    // No failure, which a browser would log each time.
    if (code === 'ENOENT' || code === 'ENOTDIR') response.writeHead(204, headers).end();
    else say(403, whyUnread(thrown));
  } finally {
    await handle?.close();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'there are no rights to read it',
  EPERM: 'there are no rights to read it',
  EISDIR: 'it is a folder',
  EIO: 'the disk failed',
};

/** A clause. */
function whyUnread(thrown: unknown): string {
  const { code = '' } = thrown as NodeJS.ErrnoException;
  return code in REASONS ? `${REASONS[code]} (${code})` : messageOf(thrown).replace(/\.$/, '');
}
