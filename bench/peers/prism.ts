import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { isObject, type Json } from '../../spec/json.ts';
import { installPackages, resolveBinary } from '../install-packages.ts';
import type { Peer } from './peer.ts';
import type { PeerInput } from './peer-input.ts';

/** https://github.com/stoplightio/prism, whose proxy validates the messages that pass through it */
export const prism: Peer = {
  name: 'Prism proxy',
  settings: [
    'a fixed set of requests through its proxy: the valid examples, and six obvious invalid bodies',
    'violations in responses count, those in requests do not; a rejected valid request or an accepted invalid request counts too',
  ],
  install: (directory) => installPackages(directory, ['@stoplight/prism-cli']),
  async run(directory, { url, input }) {
    const port = await findFreePort();
    const args = ['proxy', input.file, url, '-p', String(port)];
    const proxy = spawn(resolveBinary(directory, 'prism'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      await new Promise<void>((resolve, reject) => {
        proxy.once('error', reject).once('exit', () => reject(new Error('the proxy exited')));
        proxy.stdout.on('data', (chunk) => String(chunk).includes('is listening') && resolve());
      });
      return await sendAll(`http://127.0.0.1:${port}/v1/customer-sessions/`, input);
    } finally {
      proxy.kill();
    }
  },
};

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const invalidBodies: readonly Json[] = [
  {},
  [],
  { customer_id: 'not-a-uuid' },
  { customer_id: 1 },
  { customer_id: '7f2f0f6e-3a33-4e8b-9a41-0d6d3f4f7a11', return_url: 'not a url' },
  { customer_id: '7f2f0f6e-3a33-4e8b-9a41-0d6d3f4f7a11' }, // valid against the schema, but no customer has this id
];

async function sendAll(url: string, { requests, accessToken }: PeerInput): Promise<string[]> {
  const cases = [
    ...requests.map(({ body }) => ({ body, expected: 201 })),
    ...invalidBodies.map((body) => ({ body, expected: 422 })),
  ];
  const failures: string[] = [];
  for (const [index, { body, expected }] of cases.entries()) {
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
      () => undefined,
    );
    const status = response?.status ?? 0;
    if (status !== expected) failures.push(`request ${index + 1}: ${status} instead of ${expected}`);
    failures.push(
      ...parseViolations(response?.headers.get('sl-violations') ?? '[]').map(
        (violation) => `request ${index + 1}: ${violation}`,
      ),
    );
    await response?.arrayBuffer();
  }
  return failures;
}

function parseViolations(header: string): string[] {
  const violations: { location?: string[]; code?: string; severity: string }[] = JSON.parse(header);
  return violations
    .filter((violation) => isObject(violation) && violation.location?.[0] === 'response')
    .map(({ location = [], code = '' }) => `${location.join('.')} ${code}`);
}
