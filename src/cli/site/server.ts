/** Serves the built page, and the data set's shards from where they are being prepared. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { answer, refuse, type Site } from './answer.ts';
import { createCompressor } from './encodings.ts';

export interface Listening {
  readonly port: number;
  close(): void;
}

export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

function requestListener(site: Site): RequestListener {
  const compressor = createCompressor();
  return (request, response) => {
    answer(request, response, site, compressor).catch((error: unknown) => {
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
export async function listen(site: Site, host: string, port: number): Promise<Listening> {
  const servers: Server[] = [];
  const answering = requestListener(site);
  const close = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  let bound = port;
  try {
    for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
      const server = createServer(answering);
      servers.push(server);
      bound = (await listenAt(server, address, bound)) ?? bound;
    }
  } catch (error) {
    close();
    throw error;
  }
  return { port: bound, close };
}
