import type { Client } from '../http/client.ts';
import type { FetchedCredential, GivenCredentials } from '../http/credential-store.ts';
import { discover } from '../plan/execute/discover.ts';
import { valueAt } from '../spec/json.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { IssuedTokens } from '../suites/api-knowledge.ts';
import type { Fixtures } from '../suites/fixtures.ts';
import type { Suite } from '../suites/suite.ts';
import { suites } from '../suites/suites.ts';
import { collectSchemes } from './read-credentials.ts';

/** The value that is sent if no token could be issued. The target rejects it, as it rejects every unknown token. */
const placeholder = 'no-issued-token';

interface Issuer {
  suite: Suite;
  operation: Operation;
  tokens: IssuedTokens;
}

/**
 * Adds credentials for the security schemes whose tokens an operation of the contract issues, unless the user has given
 * some. The token is issued when a request first needs it, and again when it expires.
 * @param createClient creates a client for the requests that issue it
 * @param onProblem called with a note for the user if no token could be issued
 */
export function addIssuedTokens(
  credentials: GivenCredentials,
  contract: Contract,
  fixtures: Fixtures,
  createClient: () => Client,
  onProblem: (note: string) => void,
): GivenCredentials {
  const used = collectSchemes(contract);
  const issued = findIssuers(contract).flatMap((issuer) => {
    const schemes = issuer.tokens.schemes.filter((name) => used.has(name));
    const credential = createCredential(issuer, schemes, { fixtures, createClient, onProblem });
    return schemes.map((name) => [name, credential] as const);
  });
  return { ...credentials, schemes: new Map([...issued, ...(credentials.schemes ?? [])]) };
}

function findIssuers(contract: Contract): Issuer[] {
  return suites.flatMap((suite) => {
    const { api } = suite;
    const operation = contract.operations.find(({ id }) => id === suite.operation);
    if (!operation || !api?.issuedTokens || !api.isDescribedBy(contract)) return [];
    return [{ suite, operation, tokens: api.issuedTokens }];
  });
}

interface IssuingContext {
  fixtures: Fixtures;
  createClient(): Client;
  onProblem(note: string): void;
}

/** The token of all schemes: one response may serve each of them. */
function createCredential(
  issuer: Issuer,
  schemes: readonly string[],
  { fixtures, createClient, onProblem }: IssuingContext,
): FetchedCredential {
  return {
    source: `the token that ${issuer.operation.id} issues`,
    async fetch() {
      const client = createClient();
      try {
        const result = await issueToken(issuer, fixtures, client);
        if ('token' in result) return result.token;
        const remedy = schemes.map((name) => `--credential=${name}=…`).join(' or ');
        onProblem(
          `${issuer.operation.id} issued no token for other operations (${result.problem}): give ${remedy}`,
        );
        return placeholder;
      } finally {
        await client.close();
      }
    },
  };
}

async function issueToken(
  { suite, operation, tokens }: Issuer,
  fixtures: Fixtures,
  client: Client,
): Promise<{ token: string } | { problem: string }> {
  const body =
    tokens.createBody({ fixtures }) ??
    tokens.createBody((await discover(suite, fixtures, client, suite.discoverySteps.length)).known);
  if (!body) return { problem: 'no resource of the account is known to issue one for' };
  const { response, failure } = await client.send(
    {
      id: `${operation.id}/token`,
      operation: operation.id,
      kind: 'probe',
      description: 'a token for other operations',
      request: {
        ...{ method: operation.method, path: operation.path, credentials: 'access', body: { json: body } },
        headers: [['Accept', 'application/json']],
      },
      covers: [],
    },
    0,
  );
  const isAccepted = response !== undefined && response.status >= 200 && response.status < 300;
  const token = isAccepted ? valueAt(response.body.json?.value, tokens.pointer) : undefined;
  if (typeof token === 'string' && token !== '') return { token: client.redactor.expandPlaceholders(token) };
  return { problem: response ? `status ${response.status}` : (failure?.kind ?? 'no response') };
}
