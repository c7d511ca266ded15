import { beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '../../../spec/openapi/contract.ts';
import type { ExpectedResult, HostileServer } from '../http/hostile/hostile-server.ts';
import { hostileServers } from '../http/hostile-servers.ts';
import { getExpectedStatus, quickBudget, runInProcess, type SuiteRun } from './run-in-process.ts';
import { selectOneIn } from './select-one-in.ts';
import { loadThingsContract, startTurningServer } from './things-server.ts';

let contract: Contract;
beforeAll(async () => {
  contract = await loadThingsContract();
});

const runWithTimeout = (url: string, expected: ExpectedResult): Promise<SuiteRun> => {
  const isTimeout = 'failure' in expected && expected.failure.endsWith('timeout');
  return runInProcess(contract, url, {}, { ...quickBudget, timeoutMs: isTimeout ? 300 : 10_000 });
};

const failed = ({ results }: SuiteRun) => results.filter(({ verdict }) => verdict === 'failed');
const passed = ({ results }: SuiteRun) =>
  results.filter(({ clause, verdict }) => clause.family !== 'contract' && verdict === 'passed');

/** The texts with which a run explains that it could not judge rejected requests. */
const rejection =
  /asks to wait|reject(?:s|ed) the access token|may not do this|^every answer was |^the last \d+ answers were /;

/** Whether all requests are rejected as if they were invalid, which the document allows, so that no clause fails. */
const isPlainRejection = ({ expected, isLarge }: HostileServer): boolean =>
  'status' in expected &&
  expected.status >= 400 &&
  expected.status < 500 &&
  expected.denies === undefined &&
  !isLarge;

const onsets: readonly {
  when: 'from the start' | 'later';
  title: string;
  /** The text with which a run reports that it could not judge any response. */
  silence: RegExp;
  startTarget(hostile: HostileServer): Promise<{ url: string; close(): Promise<void> }>;
}[] = [
  {
    when: 'from the start',
    title: 'a server that from the first request',
    silence: /^the target did not answer: /,
    startTarget: ({ start }) => start(),
  },
  {
    when: 'later',
    title: 'a server that after six good responses',
    silence: /^the target failed repeatedly: /,
    async startTarget({ start }) {
      const hostile = await start();
      const server = await startTurningServer(6, hostile.url.startsWith('http:') ? hostile.port : 0);
      const close = async () => {
        server.close();
        await hostile.close();
      };
      return { url: server.url, close };
    },
  },
];

test('the server that turns hostile after six requests passes until then', async () => {
  const server = await startTurningServer(1000, 0);
  const suiteRun = await runInProcess(contract, server.url);
  server.close();
  expect({ status: suiteRun.status, failed: failed(suiteRun) }).toEqual({ status: 0, failed: [] });
});

for (const { when, title, silence, startTarget } of onsets) {
  describe(title, () => {
    // A sample for `later`: `npm run hostile` tests all servers in both cases.
    for (const hostile of when === 'later' ? selectOneIn(5, hostileServers) : hostileServers) {
      const { id, description, expected } = hostile;
      const status = isPlainRejection(hostile) ? 2 : getExpectedStatus(expected, when);
      test.concurrent(`${description} (${id}) ends the run with status ${status}`, async () => {
        const server = await startTarget(hostile);
        const suiteRun = await runWithTimeout(server.url, expected);
        await server.close();
        expect(suiteRun.status, suiteRun.problem).toBe(status);
        if (suiteRun.status === 1) return;
        expect(suiteRun.problem).toMatch(
          'failure' in expected ? silence : new RegExp(`${silence.source}|${rejection.source}`),
        );
        expect([...failed(suiteRun), ...passed(suiteRun)]).toEqual([]);
      });
    }
  });
}
