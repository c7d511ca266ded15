import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startReference } from '../../reference/server.ts';
import { loadContract } from '../../spec/document/load-contract.ts';
import { type Json, type JsonObject, valueAt } from '../../spec/json.ts';

/** The input of the peers, which are other API testing tools: the document with valid examples, and a token. */
export interface PeerInput {
  /** The path to the document, as JSON. */
  file: string;
  /** The directory to which the peers write files. */
  directory: string;
  accessToken: string;
  /** Examples for the document: valid requests, and the response bodies of the reference without faults. */
  requests: readonly { name: string; body: JsonObject; response: Json }[];
  /** The fixtures of the reference, by name. */
  fixtures: Readonly<Record<string, string>>;
}

/** Tokens that every reference of the bench accepts, so that one input works for all of them. */
export const tokens = {
  accessToken: `polar_oat_${'bench'.repeat(8)}aaa`,
  unscopedAccessToken: `polar_oat_${'other'.repeat(8)}bbb`,
};

const requestMediaType = '#/paths/~1v1~1customer-sessions~1/post/requestBody/content/application~1json';
const idSchemas = [
  ['#/components/schemas/CustomerSessionCustomerIDCreate/properties/customer_id', 'customerId'],
  [
    '#/components/schemas/CustomerSessionCustomerExternalIDCreate/properties/external_customer_id',
    'externalCustomerId',
  ],
] as const;

/** Writes the document with its overlay and with examples that the reference accepts. */
export async function preparePeerInput(directory: string): Promise<PeerInput> {
  const { requests, fixtures } = await requestExamples();
  const { document } = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
  const copy = structuredClone(document);
  const examples = Object.fromEntries(requests.map(({ name, body }) => [name, { value: body }]));
  Object.assign(findObject(copy, requestMediaType), { examples });
  for (const [pointer, name] of idSchemas)
    Object.assign(findObject(copy, pointer), { examples: [fixtures[name]] });
  const file = join(directory, 'openapi.json');
  await writeFile(file, `${JSON.stringify(copy, undefined, 2)}\n`);
  return { file, directory, accessToken: tokens.accessToken, requests, fixtures };
}

async function requestExamples(): Promise<Pick<PeerInput, 'requests' | 'fixtures'>> {
  const { url, fixtures, close } = await startReference({ tokens });
  try {
    const bodies = Object.entries(createBodies(fixtures));
    const requests = bodies.map(async ([name, body]) => ({ name, body, response: await post(url, body) }));
    return { requests: await Promise.all(requests), fixtures };
  } finally {
    await close();
  }
}

function createBodies(fixtures: Readonly<Record<string, string>>): Record<string, JsonObject> {
  const fixture = (name: string) => fixtures[name] ?? '';
  return {
    individual: { customer_id: fixture('customerId'), return_url: 'https://example.com/account' },
    'individual by external id': { external_customer_id: fixture('externalCustomerId') },
    team: { customer_id: fixture('teamCustomerId'), member_id: fixture('memberId') },
  };
}

async function post(url: string, body: JsonObject): Promise<Json> {
  const headers = { authorization: `Bearer ${tokens.accessToken}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/customer-sessions/`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return (await response.json()) as Json; // the response is JSON
}

function findObject(document: JsonObject, pointer: string): object {
  const value = valueAt(document, pointer);
  if (typeof value !== 'object' || value === null)
    throw new Error(`the document has no object at ${pointer}`);
  return value;
}
