import { type Client, type ClientOptions, createClient } from '../../../http/client.ts';
import type { GivenCredentials } from '../../../http/credential-store.ts';
import type { Budget, Target } from '../../../http/target.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';

export const accessToken = 'polar_oat_CanaryAbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

/** Creates a case that does not depend on a contract. */
export function createSampleCase(request: Partial<RequestSpec> = {}): Case {
  return {
    id: 'things:create/valid/1',
    operation: 'things:create',
    kind: 'valid',
    description: 'a thing',
    request: {
      method: 'POST',
      path: '/v1/things/',
      headers: [],
      credentials: 'access',
      body: { json: { name: 'thing' } },
      ...request,
    },
    covers: [],
  };
}

function createTarget(url: string, budget: Partial<Budget> = {}): Target & { url: string } {
  return {
    kind: 'local',
    name: url,
    url,
    budget: {
      requests: 1000,
      discovery: 4,
      plan: 996,
      waitMs: 1000,
      concurrency: 4,
      timeoutMs: 2000,
      ...budget,
    },
  };
}

/** Calls `use` with a client, and closes the client afterwards. */
export async function withClient<T>(
  url: string,
  use: (client: Client) => Promise<T>,
  {
    budget = {},
    credentials = { access: accessToken },
    ...options
  }: ClientOptions & { budget?: Partial<Budget>; credentials?: GivenCredentials } = {},
): Promise<T> {
  const client = createClient(createTarget(url, budget), credentials, options);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
