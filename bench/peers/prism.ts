import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { isObject, type Json } from '../../spec/json.ts';
import type { Briefing } from './briefing.ts';
import { bin, installPackages } from './packages.ts';
import type { Peer } from './peer.ts';

/** https://github.com/stoplightio/prism: its validation proxy judges what passes through. */
export const prism: Peer = {
  name: 'Prism proxy',
  settings: [
    'a fixed set of requests through its proxy: the valid examples, and six invalid bodies that any tester would try',
    'what it says of answers counts, not what it says of the requests; a valid request that is refused, or an invalid one accepted, counts too',
  ],
  install: (folder) => installPackages(folder, ['@stoplight/prism-cli']),
  async run(folder, { url, briefing }) {
    const port = await freePort();
    const args = ['proxy', briefing.file, url, '-p', String(port)];
    const proxy = spawn(bin(folder, 'prism'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      await new Promise<void>((resolve, reject) => {
        proxy.once('error', reject).once('exit', () => reject(new Error('the proxy ended')));
        proxy.stdout.on('data', (chunk) => String(chunk).includes('is listening') && resolve());
      });
      return await sendAll(`http://127.0.0.1:${port}/v1/customer-sessions/`, briefing);
    } finally {
      proxy.kill();
    }
  },
};

async function freePort(): Promise<number> {
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
  { customer_id: '7f2f0f6e-3a33-4e8b-9a41-0d6d3f4f7a11' }, // valid by its shape; nobody has this id
];

async function sendAll(url: string, { requests, accessToken }: Briefing): Promise<string[]> {
  const all = [
    ...requests.map(({ body }) => ({ body, expected: 201 })),
    ...invalidBodies.map((body) => ({ body, expected: 422 })),
  ];
  const found: string[] = [];
  for (const [index, { body, expected }] of all.entries()) {
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
      () => undefined,
    );
    const status = answer?.status ?? 0;
    if (status !== expected) found.push(`request ${index + 1}: ${status} where ${expected} is expected`);
    found.push(
      ...violationsIn(answer?.headers.get('sl-violations') ?? '[]').map(
        (one) => `request ${index + 1}: ${one}`,
      ),
    );
    await answer?.arrayBuffer();
  }
  return found;
}

function violationsIn(header: string): string[] {
  const violations: { location?: string[]; code?: string; severity: string }[] = JSON.parse(header);
  return violations
    .filter((one) => isObject(one) && one.location?.[0] === 'response')
    .map(({ location = [], code = '' }) => `${location.join('.')} ${code}`);
}
