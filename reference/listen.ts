import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

export interface ListeningServer {
  url: string;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Chosen by the operating system by default. */
  port?: number | undefined;
  /** 127.0.0.1 by default. */
  host?: string | undefined;
}

/**
 * Serves an application until it is closed.
 * @throws {Error} if the server cannot listen, for example because the port is in use
 */
export async function listen(
  fetch: Fetch,
  { host = '127.0.0.1', port = 0 }: ListenOptions,
): Promise<ListeningServer> {
  // With Hono's replacement of the global Response, the response to HEAD would be written twice.
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: boundPort } = server.address() as AddressInfo; // a TCP server that listens has an address
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
