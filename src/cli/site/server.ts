/** Serves the built page, and the data set's shards from where they are being prepared. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import path from 'node:path';

export interface Folders {
  /** The built page. */
  readonly site: string;
  /** What is served below `/data/`; files may appear while the server runs. */
  readonly data: string;
  /** Isolates the page from other origins, which SharedArrayBuffer, and so threads of WebAssembly, need. */
  readonly isolated?: boolean;
}

export interface Listening {
  readonly port: number;
  close(): void;
}

export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Names in assets/ carry a hash of their content; a data set's manifest and progress change while it is prepared. */
function cacheControl(pathname: string): string {
  if (pathname.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  if (pathname.startsWith('/data/') && pathname.endsWith('.json')) return 'no-store';
  return 'no-cache';
}

/** The file for a URL's path, or nothing if the path leaves its folder or cannot be decoded. */
export function fileFor(pathname: string, folders: Folders): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const isData = decoded.startsWith('/data/');
  const folder = isData ? folders.data : folders.site;
  const inside = isData ? decoded.slice('/data'.length) : decoded;
  const file = path.join(folder, inside.endsWith('/') ? `${inside}index.html` : inside);
  return file.startsWith(folder + path.sep) ? file : undefined;
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${sentence}\n`);
}

async function answer(request: IncomingMessage, response: ServerResponse, folders: Folders): Promise<void> {
  const pathname = (request.url ?? '/').split(/[?#]/)[0] ?? '/';
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD are answered here.');
  }
  const file = fileFor(pathname, folders);
  const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || !found?.isFile()) return refuse(response, 404, `There is no ${pathname} here.`);
  const etag = `W/"${found.size}-${found.mtimeMs}"`;
  const headers = {
    'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
    'Cache-Control': cacheControl(pathname),
    'X-Content-Type-Options': 'nosniff',
    ETag: etag,
    ...(folders.isolated ? isolation : {}),
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Length': found.size });
  if (request.method === 'HEAD' || found.size === 0) {
    response.end();
    return;
  }
  // The stated length holds even if the file grows while it is read.
  const stream = createReadStream(file, { end: found.size - 1 });
  stream.once('error', () => response.destroy());
  response.once('close', () => stream.destroy());
  stream.pipe(response);
}

export function requestListener(folders: Folders): RequestListener {
  return (request, response) => {
    answer(request, response, folders).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, `This file cannot be read: ${String(error)}`);
    });
  };
}

function listenAt(server: Server, host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new PortInUse(`port ${port} of ${host} is in use`));
      else if (host === '::1' && error.code !== 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : undefined);
    });
  });
}

/**
 * Listens on `port`, or on any free one for 0. `localhost` means both of its addresses, since a browser may try
 * either and another program may hold one of them. Rejects with PortInUse.
 */
export async function listen(folders: Folders, host: string, port: number): Promise<Listening> {
  const servers: Server[] = [];
  const close = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  let bound = port;
  try {
    for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
      const server = createServer(requestListener(folders));
      servers.push(server);
      bound = (await listenAt(server, address, bound)) ?? bound;
    }
  } catch (error) {
    close();
    throw error;
  }
  return { port: bound, close };
}
