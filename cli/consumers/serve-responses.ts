import { createServer, validateHeaderName, validateHeaderValue } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HeaderList } from '../../spec/openapi/request.ts';
import type { ReceivedResponse } from '../../spec/openapi/response.ts';

/**
 * Header fields of a recorded response that are not served: those about its connection and framing (RFC 9110 section
 * 7.6.1), those about a coding that its text no longer has, and those that lead a client to another server.
 */
const omittedHeaders = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['content-encoding', 'content-length', 'location', 'refresh', 'alt-svc'],
]);

/**
 * Serves recorded responses on a port of this machine that the system chooses: each below its index, `/0/any/path`, with
 * any method.
 */
export async function serveResponses(
  responses: readonly ReceivedResponse[],
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume();
    const recorded = responses[Number(request.url?.split('/')[1])];
    const { status, headers, body } = recorded ?? { status: 404, headers: [], body: { text: '' } };
    response.sendDate = false;
    response.writeHead(status, selectHeaders(headers).flat()).end(body.text);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens has an address
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const selectHeaders = (headers: HeaderList): HeaderList =>
  headers.filter(([name, value]) => !omittedHeaders.has(name.toLowerCase()) && isServable(name, value));

/** Whether Node's server can write the field. A placeholder of a secret has characters that it cannot. */
function isServable(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
