import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Time of arrival, in milliseconds. */
  at: number;
}

/** Calls `use` with a server that records requests and responds with `respond`. */
export async function withRecordingServer<T>(
  respond: (response: ServerResponse, requests: readonly RecordedRequest[]) => void,
  use: (url: string, requests: readonly RecordedRequest[]) => Promise<T>,
  host = '127.0.0.1',
): Promise<T> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: performance.now(),
      });
      respond(response, requests);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has an address with a port
  try {
    return await use(`http://${host.includes(':') ? `[${host}]` : host}:${port}`, requests);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export const respondJson = (response: ServerResponse, value: unknown, status = 201): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};
export const respondCreated = (response: ServerResponse): void => respondJson(response, {});
/** Responds with `respond` to the first requests, and with 201 to all later ones. */
export const respondFirst =
  (count: number, respond: (response: ServerResponse) => void) =>
  (response: ServerResponse, requests: readonly RecordedRequest[]): void =>
    requests.length <= count ? respond(response) : respondCreated(response);
