import { connect } from 'node:net';
import { expect, test } from 'vitest';
import type { BookshopServer } from '../../../../reference/bookshop/server.ts';
import { withBookshop } from './send-to-bookshop.ts';

/** The bytes that the server sends until it closes the connection. */
function readRawResponse(
  { url }: BookshopServer,
  request: string,
  headers: readonly string[],
): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname);
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      received += text;
    });
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
    socket.write(
      [`${request} HTTP/1.1`, 'Host: bookshop', 'Connection: close', ...headers, '', ''].join('\r\n'),
    );
  });
}

const readBody = async (
  server: BookshopServer,
  request: string,
  headers: readonly string[],
): Promise<string> => {
  const response = await readRawResponse(server, request, headers);
  return response.slice(response.indexOf('\r\n\r\n') + 4);
};

const rows = [
  { fault: 'bookshop/methods:head-body', method: 'HEAD', headers: [] },
  { fault: 'bookshop/media:body-with-304', method: 'GET', headers: ['If-None-Match: *'] },
  { fault: 'bookshop/media:body-with-204', method: 'DELETE', headers: ['Authorization: Basic <basicAuth>'] },
];

test.each(rows)(
  'a body is sent where none is allowed only with the fault: $fault',
  async ({ fault, method, headers }) => {
    const read = (server: BookshopServer): Promise<string> => {
      const fields = headers.map((field) => field.replace('<basicAuth>', btoa(server.credentials.basicAuth)));
      return readBody(server, `${method} /books/${server.fixtures.book_id}`, fields);
    };
    expect(await withBookshop({}, read)).toBe('');
    expect(await withBookshop({ fault }, read)).toMatch(/^\{/);
  },
);
