import { type Client, type ClientOptions, createClient } from '../../../http/client.ts';
import type { Budget, Target } from '../../../http/target.ts';
import type { Case, RequestSpec } from '../../../spec/openapi/exchange.ts';

export const accessToken = 'polar_oat_CanaryAbCdEfGhIjKlMnOpQrStUvWxYz0123456789';

/** A case that any server can be asked. */
export function sampleCase(request: Partial<RequestSpec> = {}): Case {
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

/** A local target at a URL. */
function targetAt(url: string, budget: Partial<Budget> = {}): Target & { url: string } {
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

/** Does something with a client, and closes it whatever happens. */
export async function withClient<T>(
  url: string,
  use: (client: Client) => Promise<T>,
  { budget = {}, ...options }: ClientOptions & { budget?: Partial<Budget> } = {},
): Promise<T> {
  const client = createClient(targetAt(url, budget), { access: accessToken }, options);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
