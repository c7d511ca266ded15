import { faults } from '../../../reference/faults.ts';
import { startReference } from '../../../reference/server.ts';
import { type Contest, createContestants } from '../contest.ts';
import { dredd } from '../dredd.ts';
import { evomaster } from '../evomaster.ts';
import { preparePeerInput, tokens } from '../peer-input.ts';
import { portman } from '../portman.ts';
import { prism } from '../prism.ts';
import { schemathesis } from '../schemathesis.ts';
import { specmatic } from '../specmatic.ts';
import { createSuitePeer } from '../this-suite.ts';

/**
 * All tools on one operation. This suite runs twice: with its default budget for rate-limited servers, and with a tenth
 * of Schemathesis' requests. The slowest tool is last, because results are written after each one.
 */
export async function createCustomerSessionsContest(directory: string): Promise<Contest> {
  const input = await preparePeerInput(directory);
  const suites = [createSuitePeer(90), createSuitePeer(19)];
  return {
    faults,
    contestants: createContestants(
      [...suites, schemathesis, prism, portman, dredd, evomaster, specmatic],
      async (fault) => {
        const reference = await startReference({ tokens, ...(fault !== undefined && { fault }) });
        return { ...reference, server: { url: reference.url, input } };
      },
    ),
  };
}
