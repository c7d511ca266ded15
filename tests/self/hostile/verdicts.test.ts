import { beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '../../../spec/openapi/contract.ts';
import type { Expected, HostileServer } from '../http/hostile/hostile-server.ts';
import { hostileServers } from '../http/hostile-servers.ts';
import { oneIn } from './one-in.ts';
import { thingsContract, turningServer } from './things.ts';
import { expectedStatus, quickBudget, type Trial, tryTarget } from './trial.ts';

let contract: Contract;
beforeAll(async () => {
  contract = await thingsContract();
});

const tryUntilLate = (url: string, expected: Expected): Promise<Trial> => {
  const isLate = 'failure' in expected && expected.failure.endsWith('timeout');
  return tryTarget(contract, url, {}, { ...quickBudget, timeoutMs: isLate ? 300 : 10_000 });
};

const failed = ({ judgements }: Trial) => judgements.filter(({ verdict }) => verdict === 'failed');
const passed = ({ judgements }: Trial) =>
  judgements.filter(({ clause, verdict }) => clause.family !== 'contract' && verdict === 'passed');

/** Why nothing could be judged, as the run says it. */
const denied = /asks to wait|refuse[ds] the access token|is not allowed to/;

const whens: readonly {
  when: 'from the start' | 'later';
  title: string;
  silence: RegExp;
  listen(hostile: HostileServer): Promise<{ url: string; close(): Promise<void> }>;
}[] = [
  {
    when: 'from the start',
    title: 'a server that from the beginning',
    silence: /^the target did not answer: /,
    listen: ({ listen }) => listen(),
  },
  {
    when: 'later',
    title: 'a server that after six good answers',
    silence: /^the target kept failing over: /,
    async listen({ listen }) {
      const hostile = await listen();
      const server = await turningServer(6, hostile.url.startsWith('http:') ? hostile.port : 0);
      const close = async () => {
        server.close();
        await hostile.close();
      };
      return { url: server.url, close };
    },
  },
];

test('the server that turns hostile below passes before it does', async () => {
  const server = await turningServer(1000, 0);
  const trial = await tryTarget(contract, server.url);
  server.close();
  expect({ status: trial.status, failed: failed(trial) }).toEqual({ status: 0, failed: [] });
});

for (const { when, title, silence, listen } of whens) {
  describe(title, () => {
    // `npm run hostile` tries them all, in both ways.
    for (const hostile of when === 'later' ? oneIn(5, hostileServers) : hostileServers) {
      const { id, says, expected } = hostile;
      const status = expectedStatus(expected, when);
      test.concurrent(`${says} (${id}) ends with ${status}`, async () => {
        const server = await listen(hostile);
        const trial = await tryUntilLate(server.url, expected);
        await server.close();
        expect(trial.status, trial.problem).toBe(status);
        if (trial.status === 1) return;
        expect(trial.problem).toMatch(
          'denies' in expected ? new RegExp(`${silence.source}|${denied.source}`) : silence,
        );
        expect([...failed(trial), ...passed(trial)]).toEqual([]);
      });
    }
  });
}
