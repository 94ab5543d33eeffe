/** Answers one request for a file: which one, whether it is known already, which part, in which encoding. */
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Compressor, encodingFor } from './encodings.ts';
import { type Folders, realFileFor } from './files.ts';
import { answerFollowed, FOLLOWED } from './followed.ts';
import { answersTo, nameOf } from './hosts.ts';
import { type ByteRange, multipartOf, rangesOf } from './ranges.ts';

export interface Site extends Folders {
  /** Names that are answered to beside localhost, addresses and this machine's name. */
  readonly allowHosts?: readonly string[];
  /** The run's file that the page follows. */
  readonly follow?: string;
}

interface FileType {
  readonly type: string;
  readonly isText?: boolean;
}

const types: Readonly<Record<string, FileType>> = {
  '.html': { type: 'text/html; charset=utf-8', isText: true },
  '.js': { type: 'text/javascript; charset=utf-8', isText: true },
  '.css': { type: 'text/css; charset=utf-8', isText: true },
  '.json': { type: 'application/json; charset=utf-8', isText: true },
  '.map': { type: 'application/json; charset=utf-8', isText: true },
  '.svg': { type: 'image/svg+xml', isText: true },
  '.webmanifest': { type: 'application/manifest+json', isText: true },
  '.txt': { type: 'text/plain; charset=utf-8', isText: true },
  '.wasm': { type: 'application/wasm', isText: true },
  '.png': { type: 'image/png' },
  '.ico': { type: 'image/x-icon' },
  '.woff2': { type: 'font/woff2' },
  '.woff': { type: 'font/woff' },
};

/**
 * A page that is isolated from other origins gets SharedArrayBuffer, and so threads of WebAssembly. Pages elsewhere may
 * embed this one, and its pictures, even where they are isolated themselves.
 */
const isolation = (extension: string): OutgoingHttpHeaders => ({
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': ['.html', '.png', '.svg', '.ico'].includes(extension)
    ? 'cross-origin'
    : 'same-origin',
});

/** Names in assets/ carry a hash of their content; a data set's manifest and progress change while it is prepared. */
function cacheControl(pathname: string): string {
  if (pathname.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  if (pathname.startsWith('/data/') && pathname.endsWith('.json')) return 'no-store';
  return 'no-cache';
}

export function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${sentence}\n`);
}

export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  site: Site,
  compressor: Compressor,
): Promise<void> {
  const { method, headers } = request;
  if (!answersTo(headers.host, site.allowHosts)) {
    const name = nameOf(headers.host ?? '');
    return refuse(
      response,
      403,
      `This server answers to localhost, to addresses and to its machine's name, not to "${name}": start it with --allow-host ${name || 'NAME'} where that name is meant to lead here.`,
    );
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD are answered here.');
  }
  const pathname = (request.url ?? '/').split(/[?#]/)[0] ?? '/';
  if (site.follow !== undefined && pathname === FOLLOWED) {
    return answerFollowed(request, response, site.follow);
  }
  const file = await realFileFor(pathname, site);
  const handle = file === undefined ? undefined : await open(file).catch(() => undefined);
  try {
    if (file === undefined || handle === undefined || !(await handle.stat()).isFile()) {
      return refuse(response, 404, `There is no ${pathname} here.`);
    }
    await send({ request, response, pathname, file, handle, compressor });
  } finally {
    await handle?.close();
  }
}

interface Sending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pathname: string;
  readonly file: string;
  readonly handle: FileHandle;
  readonly compressor: Compressor;
}

async function send({ request, response, pathname, file, handle, compressor }: Sending): Promise<void> {
  const { headers: asked, method } = request;
  const { size, mtime } = await handle.stat();
  const version = `${size.toString(36)}-${mtime.getTime().toString(36)}`;
  const modified = mtime.toUTCString();
  const extension = path.extname(file);
  const { type, isText = false } = types[extension] ?? { type: 'application/octet-stream' };
  const isWhole =
    asked['if-range'] === undefined || [`"${version}"`, modified].includes(`${asked['if-range']}`);
  const ranges = method === 'GET' && isWhole ? rangesOf(asked.range, size) : null;
  // A part is one of the file as it is, which has a tag of its own.
  const encoding = isText && ranges === null ? encodingFor(asked['accept-encoding'], size) : null;
  const etag = encoding === null ? `"${version}"` : `"${version}-${encoding}"`;
  const headers: OutgoingHttpHeaders = {
    'Content-Type': type,
    'Cache-Control': cacheControl(pathname),
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    ETag: etag,
    'Last-Modified': modified,
    ...(isText ? { Vary: 'Accept-Encoding' } : {}),
    ...isolation(extension),
  };
  if (isKnown(asked, etag, modified)) {
    response.writeHead(304, headers).end();
    return;
  }
  if (ranges === 'unsatisfiable') {
    response.setHeaders(
      new Map(Object.entries(isolation(extension)).map(([name, value]) => [name, `${value}`])),
    );
    response.setHeader('Content-Range', `bytes */${size}`);
    return refuse(
      response,
      416,
      `${pathname} has ${size} bytes; none of them is in the range that was asked for.`,
    );
  }
  if (encoding !== null) {
    const body = await compressor.encoded(file, version, encoding, () => handle.readFile());
    response.writeHead(200, { ...headers, 'Content-Encoding': encoding, 'Content-Length': body.length });
    response.end(method === 'HEAD' ? undefined : body);
    return;
  }
  if (ranges !== null && ranges.length > 1) {
    const parts = await multipartOf(ranges, size, type, (one) => readRange(handle, one));
    response.writeHead(206, { ...headers, 'Content-Type': parts.type, 'Content-Length': parts.body.length });
    response.end(parts.body);
    return;
  }
  const range = ranges?.[0] ?? null;
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range === null ? 200 : 206, {
    ...headers,
    'Content-Length': end - start + 1,
    ...(range === null ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (method === 'HEAD' || size === 0) {
    response.end();
    return;
  }
  // The stated length holds even if the file grows while it is read. A client that leaves is no failure.
  await pipeline(handle.createReadStream({ start, end, autoClose: false }), response).catch(() =>
    response.destroy(),
  );
}

/** What a file lacks that became shorter meanwhile comes as zero bytes: the stated length holds. */
async function readRange(handle: FileHandle, { start, end }: ByteRange): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start + 1);
  await handle.read(bytes, 0, bytes.length, start);
  return bytes;
}

/** RFC 9110, section 13: tags decide where there are any, times elsewhere. */
function isKnown(asked: IncomingMessage['headers'], etag: string, modified: string): boolean {
  const tags = asked['if-none-match'];
  if (tags !== undefined) {
    return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  }
  const since = Date.parse(asked['if-modified-since'] ?? '');
  return Date.parse(modified) <= since;
}
