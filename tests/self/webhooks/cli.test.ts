import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createFolder, runSuite, type SuiteResult, startSuite } from '../cli/run-suite.ts';
import { bakery, bread, createHeaders, type DeliveryParts, secret } from './bakery.ts';

const environment = { CONFORMANCE_WEBHOOK_SECRET: secret };
const clientSecret = 'cs_Zk3pQ9vT7wLmX2aB';
const baked: JsonObject = { ...bread, data: { ...(bread.data as JsonObject), client_secret: clientSecret } };

function writeDocument(document: JsonObject = bakery): string {
  const file = join(createFolder(), 'bakery.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

const listFound = ({ results }: SuiteResult): Record<string, string> =>
  Object.fromEntries(
    (results?.clauses ?? []).flatMap(({ id, verdict }) =>
      verdict === 'failed' || verdict === 'noticed' ? [[id, verdict]] : [],
    ),
  );

/** Everything that a command has printed or written. */
const readOutput = ({ folder, stdout, stderr }: SuiteResult): string =>
  [
    ...['exchanges.har', 'index.html', 'results.json', 'junit.xml', 'summary.md', 'results.sarif'].map(
      (name) => readFileSync(join(folder, name), 'utf8'),
    ),
    ...[stdout, stderr],
  ].join('\n');

const now = (): number => Math.floor(Date.now() / 1000);

test.concurrent('`receive` answers deliveries, judges each, and writes the reports at Ctrl-C', async () => {
  const process = startSuite(['receive', '--port=0', `--contract=${writeDocument()}`], environment);
  const [, url = ''] = await process.waitForOutput(/(http:\/\/127\.0\.0\.1:\d+) receives webhooks/);
  const deliver = async (value: Json, parts: DeliveryParts): Promise<number> => {
    const headers = createHeaders(value, { timestamp: now(), ...parts });
    const init = { method: 'POST', headers: headers.map(([name, text]): [string, string] => [name, text]) };
    return (await fetch(`${url}/hooks`, { ...init, body: parts.body ?? JSON.stringify(value) })).status;
  };
  const old = now() - 3600;
  const statuses = [
    await deliver(baked, { id: 'msg_good' }),
    await deliver({ ...baked, data: { id: 'no-uuid', weight: 1, note: null } }, { id: 'msg_shape' }),
    await deliver(baked, { id: 'msg_old', timestamp: old }),
    await deliver(baked, { id: 'msg_forged', key: 'another secret' }),
    await deliver(baked, { id: 'msg_good' }),
  ];
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  expect((await fetch(url)).status).toBe(405);
  await process.waitForOutput(/noticed {2}bread\.baked {2}msg_good/);
  process.kill('SIGINT');
  const result = await process.result;
  expect(listFound(result)).toEqual({
    'webhooks/delivery:fresh': 'failed',
    'webhooks/delivery:signed': 'failed',
    'webhooks/delivery:once': 'noticed',
    'webhook:bread.baked/request/data/id:format': 'failed',
    'webhook:bread.baked/request/data/weight:minimum': 'failed',
  });
  expect(result.status).toBe(1);
  expect(result.stdout).toMatch(/^passed {3}bread\.baked {2}msg_good$/m);
  expect(result.stdout).toMatch(
    /^failed {3}bread\.baked {2}msg_shape\n {9}.* webhook:bread\.baked\/request\/data\/id:format$/m,
  );
  expect(result.stdout).toMatch(
    /^failed {3}bread\.baked {2}msg_old\n.*36\d\d seconds before the receipt {2}webhooks\/delivery:fresh$/m,
  );
  expect(result.stdout).toMatch(/^note: 5 deliveries of 1 of 3 events; without any: order\.placed, oven$/m);
  expect(result.stdout).toMatch(/^replay {2}npm test -- receive --port=0 --contract=\S+ --report-dir=\S+$/m);
  for (const hidden of [secret, clientSecret, Buffer.from(secret).toString('base64')])
    expect(readOutput(result)).not.toContain(hidden);
  const unverified = result.results?.clauses.find(({ id }) => id === 'webhook:oven/request:oneOf');
  expect(unverified).toMatchObject({ verdict: 'unverified', reason: 'no delivery was of its event' });
});

test.concurrent('`receive` without a delivery says so', async () => {
  const process = startSuite(['receive', '--port=0', `--contract=${writeDocument()}`]);
  const [, url = ''] = await process.waitForOutput(/(http:\S+) receives webhooks/);
  process.kill('SIGTERM');
  const { status, stderr } = await process.result;
  expect(stderr).toContain(`no webhook was delivered to ${url}`);
  expect(status).toBe(2);
});

/** A line of a recording. */
const toLine = (value: Json, parts: DeliveryParts = {}, body: Json = JSON.stringify(value)): string =>
  JSON.stringify({
    startedDateTime: new Date(now() * 1000).toISOString(),
    request: {
      ...{ method: 'POST', url: 'http://shop.example/hooks', body },
      headers: Object.fromEntries(createHeaders(value, { timestamp: now(), ...parts })),
    },
    response: { status: 204 },
  });

test.concurrent('`judge --webhooks` reads a folder, and its own archive again', async () => {
  const [folder, document] = [createFolder(), writeDocument()];
  writeFileSync(join(folder, '1.jsonl'), toLine(baked, { id: 'a' }));
  writeFileSync(
    join(folder, '2.jsonl'),
    [toLine(baked, { id: 'a' }), toLine({ type: 'oven.on' }, { id: 'b' })].join('\n'),
  );
  writeFileSync(join(folder, 'notes.txt'), 'no recording');
  const judged = await runSuite(['judge', `--webhooks=${folder}`, `--contract=${document}`], environment);
  const found = listFound(judged);
  expect(found).toEqual({
    'webhooks/delivery:once': 'noticed',
    ...Object.fromEntries(
      ['timestamp', 'data'].map((name) => [`webhook:oven/request@oven.on/${name}:required`, 'failed']),
    ),
  });
  for (const hidden of [secret, clientSecret]) expect(readOutput(judged)).not.toContain(hidden);
  const archive = join(judged.folder, 'exchanges.har');
  const again = await runSuite(['judge', `--webhooks=${archive}`, `--contract=${document}`], environment);
  expect(listFound(again)).toEqual(found);
});

test.concurrent('the signature of a body that the recorder has serialized again is not judged', async () => {
  const file = join(createFolder(), 'values.jsonl');
  const body = `${JSON.stringify(baked, null, 1)}\n`;
  writeFileSync(file, toLine(baked, { body }, baked));
  const judged = await runSuite(
    ['judge', `--webhooks=${file}`, `--contract=${writeDocument()}`],
    environment,
  );
  expect(listFound(judged)).toEqual({});
  const signed = judged.results?.clauses.find(({ id }) => id === 'webhooks/delivery:signed');
  expect(signed).toMatchObject({
    verdict: 'unverified',
    reason: 'no delivery has a signature of the version of the key, and its body as it was sent',
  });
});

test.concurrent('without the secret, signatures are unverified, with the variable to set', async () => {
  const file = join(createFolder(), 'd.jsonl');
  writeFileSync(file, toLine(baked));
  const judged = await runSuite(['judge', `--webhooks=${file}`, `--contract=${writeDocument()}`]);
  expect(judged.status).toBe(0);
  expect(judged.stdout).toContain('set CONFORMANCE_WEBHOOK_SECRET');
});

test.concurrent('without the public key, asymmetric signatures are unverified, with the reason', async () => {
  const file = join(createFolder(), 'd.jsonl');
  writeFileSync(file, toLine(baked, { headers: { 'webhook-signature': 'v1a,AAAA' } }));
  const args = ['judge', `--webhooks=${file}`, `--contract=${writeDocument()}`];
  const judged = await runSuite(args, { CONFORMANCE_WEBHOOK_SECRET: secret });
  expect(judged.status).toBe(0);
  expect(judged.results?.clauses.find(({ id }) => id === 'webhooks/delivery:signed')).toMatchObject({
    verdict: 'unverified',
    reason: 'the deliveries have only asymmetric signatures (`v1a`), and their public key is not known',
    remedy: 'set CONFORMANCE_WEBHOOK_SECRET to the public key (whpk_…)',
  });
});

test.concurrent('the secret of Polar is a text, in a variable of its own', async () => {
  const operation = {
    operationId: 'customer-sessions:create',
    responses: { '201': { description: 'created' } },
  };
  const document = writeDocument({ ...bakery, paths: { '/v1/customer-sessions/': { post: operation } } });
  const file = join(createFolder(), 'd.jsonl');
  const text = Buffer.from('0123456789abcdef01234567').toString('base64');
  writeFileSync(file, toLine(baked, { key: text }));
  const args = ['judge', `--webhooks=${file}`, `--contract=${document}`];
  const judged = await runSuite(args, { POLAR_WEBHOOK_SECRET: text });
  expect(listFound(judged)).toEqual({});
  expect(judged.results?.clauses.find(({ id }) => id === 'webhooks/delivery:signed')?.verdict).toBe('passed');
  const decoded = await runSuite(args, { POLAR_WEBHOOK_SECRET: `whsec_${text}` });
  expect(listFound(decoded)).toEqual({ 'webhooks/delivery:signed': 'failed' });
});

test.concurrent.each<[string, () => string[], RegExp]>([
  [
    'a folder without recordings',
    () => ['judge', `--webhooks=${createFolder()}`, `--contract=${writeDocument()}`],
    /has no recordings/,
  ],
  [
    'a missing file',
    () => ['judge', '--webhooks=missing.har', `--contract=${writeDocument()}`],
    /missing\.har: the file cannot be read \(ENOENT\)/,
  ],
  ['a document without webhooks', () => ['receive', '--port=0'], /describes no webhooks\. Give a document/],
  ['deliveries and exchanges', () => ['judge', 'a.har', '--webhooks=b.har'], /only one of them/],
  [
    'a secret with a line break',
    () => ['receive', '--port=0', `--contract=${writeDocument()}`, `--webhook-secret=${secret}\n`],
    /^(?!.*polar_whs).*begins or ends with a space or line break/s,
  ],
  ['no file', () => ['judge'], /judge needs a FILE, or --listen, or --webhooks/],
  [
    'a run of a document without operations',
    () => [`--contract=${writeDocument({ ...bakery, paths: {} })}`],
    /webhooks and no operations: judge deliveries/,
  ],
])('%s is an error', async (_, listArguments, message) => {
  const { status, stderr } = await runSuite(listArguments());
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
