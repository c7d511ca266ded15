import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server of this machine that listens. */
export interface LoopbackServer {
  url: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * Makes a server listen on a port of 127.0.0.1; 0 for a free one.
 * @throws the error of the system if the port cannot be used, such as EADDRINUSE
 */
export async function listenOnLoopback(server: Server, port: number): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('close', () => sockets.delete(socket))));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo; // a TCP server that listens has an address
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy(); // also those of upgraded connections
      }),
  };
}
