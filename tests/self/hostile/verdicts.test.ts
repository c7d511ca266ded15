import { beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '../../../spec/contract.ts';
import type { Expected } from '../target/hostile/hostile-server.ts';
import { hostileServers } from '../target/hostile-servers.ts';
import { thingsContract, thingsServer, turnTo } from './things.ts';
import { expectedStatus, quickBudget, type Trial, tryTarget } from './trial.ts';

let contract: Contract;
beforeAll(async () => {
  contract = await thingsContract();
});

const tryUntilLate = (url: string, expected: Expected): Promise<Trial> => {
  const isLate = 'failure' in expected && expected.failure.endsWith('timeout');
  return tryTarget(contract, url, {}, { ...quickBudget, timeoutMs: isLate ? 150 : 10_000 });
};

const failed = ({ judgements }: Trial) => judgements.filter(({ verdict }) => verdict === 'failed');
const passed = ({ judgements }: Trial) =>
  judgements.filter(({ clause, verdict }) => clause.family !== 'contract' && verdict === 'passed');

test('the server that turns hostile below passes before it does', async () => {
  const server = await thingsServer(1000, () => {});
  const trial = await tryTarget(contract, server.url);
  server.close();
  expect({ status: trial.status, failed: failed(trial) }).toEqual({ status: 0, failed: [] });
});

describe('a server that from the beginning', () => {
  for (const { id, says, listen, expected } of hostileServers) {
    test(`${says} (${id}) ends with ${expectedStatus(expected)}`, async () => {
      const server = await listen();
      const trial = await tryUntilLate(server.url, expected);
      await server.close();
      expect(trial.status, trial.problem).toBe(expectedStatus(expected));
      if (trial.status === 1) return;
      expect(trial.problem).toMatch(/^the target did not answer: /);
      expect([...failed(trial), ...passed(trial)]).toEqual([]);
    });
  }
});

describe('a server that after six good answers', () => {
  for (const { id, says, listen, expected } of hostileServers) {
    test(`${says} (${id}) ends with ${expectedStatus(expected)}`, async () => {
      const hostile = await listen();
      const isHttp = hostile.url.startsWith('http:') && hostile.port > 0;
      const server = await thingsServer(6, isHttp ? turnTo(hostile.port) : (_, close) => close());
      const trial = await tryUntilLate(server.url, expected);
      server.close();
      await hostile.close();
      expect(trial.status, trial.problem).toBe(expectedStatus(expected));
      if (trial.status === 1) return;
      expect(trial.problem).toMatch(/^the target kept failing over: /);
      expect([...failed(trial), ...passed(trial)]).toEqual([]);
    });
  }
});
