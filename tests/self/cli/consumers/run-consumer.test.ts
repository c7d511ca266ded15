import { expect, test } from 'vitest';
import { runConsumer } from '../../../../cli/consumers/run-consumer.ts';

const limits = { startMs: 60_000, resultMs: 60_000, failures: 3 };

/** A consumer that runs `body` for each index; `report` writes a result. */
const createCommand = (body: string) => ({
  file: process.execPath,
  args: [
    '--eval',
    `const fs = require('node:fs');
    const report = (result) => fs.writeSync(3, JSON.stringify(result) + '\\n');
    const [url, first, end] = process.argv.slice(1);
    for (let index = Number(first); index < Number(end); index += 1) { ${body} }`,
    '--',
  ],
  directory: '.',
});

const run = (body: string, count: number, more = {}, signal?: AbortSignal) =>
  runConsumer(createCommand(body), { url: 'http://127.0.0.1:1', count }, signal, { ...limits, ...more });

test('the results are in order, and output of the program has no effect', async () => {
  const results = await run(
    `console.log('{"index":5}'); console.error('x'.repeat(100_000)); report({ index, value: url });`,
    3,
  );
  expect(results).toEqual([0, 1, 2].map((index) => ({ index, value: 'http://127.0.0.1:1' })));
});

test('the program gets no environment variable', async () => {
  process.env.SELF_TEST_SECRET = 'canary';
  const [result] = await run('report({ index, value: Object.keys(process.env) })', 1);
  delete process.env.SELF_TEST_SECRET;
  const names = result && 'value' in result ? result.value : undefined;
  expect(names).toSatisfy((all: string[]) =>
    all.every((name) => ['SystemRoot', '__CF_USER_TEXT_ENCODING'].includes(name)),
  );
});

test('after a crash, another process continues with the next response', async () => {
  expect(await run('if (index === 1) process.exit(7); report({ index });', 4)).toEqual([
    { index: 0 },
    { index: 1, failure: 'exits with status 7' },
    { index: 2 },
    { index: 3 },
  ]);
  expect(
    (await run(`if (index === 0) process.kill(process.pid, 'SIGKILL'); report({ index });`, 2))[0],
  ).toEqual({
    index: 0,
    failure: 'is ended by SIGKILL',
  });
});

test('a program that hangs is ended', async () => {
  const results = await run('report({ index }); if (index === 0) for (;;);', 3, { resultMs: 100 });
  expect(results).toEqual([
    { index: 0 },
    { index: 1, failure: 'gives no result within 0.1 s' },
    { index: 2 },
  ]);
});

test('three failures end the attempts', async () => {
  const results = await run('process.exit(1)', 5);
  expect(results.map((result) => 'failure' in result && result.failure)).toEqual([
    ...Array(3).fill('exits with status 1'),
    ...Array(2).fill('was not tried: 3 responses before it ended the program'),
  ]);
});

test.each([
  ['text', `fs.writeSync(3, 'no result\\n')`],
  ['the result of another response', 'report({ index: index + 1 })'],
])('%s instead of a result is a failure', async (_, body) => {
  expect(await run(body, 1)).toEqual([{ index: 0, failure: 'reports something else than a result' }]);
});

test('a program that cannot be started is a failure', async () => {
  const command = { file: './no-such-program', args: [], directory: '.' };
  const [result] = await runConsumer(command, { url: '', count: 1 }, undefined, limits);
  expect(result).toMatchObject({ failure: expect.stringMatching(/^cannot be started: .*ENOENT/) });
});

test('an interruption ends the program', async () => {
  const abort = new AbortController();
  const results = run('report({ index }); if (index === 0) for (;;);', 2, {}, abort.signal);
  abort.abort();
  expect((await results).length).toBeLessThan(2);
});
