import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startReference } from '../../reference/server.ts';
import { loadContract } from '../../spec/document/load-contract.ts';
import { type Json, type JsonObject, valueAt } from '../../spec/json.ts';

/** What a peer is told: the repaired document with working ids, and a token. */
export interface Briefing {
  /** The document as JSON. */
  file: string;
  /** Where a peer may write. */
  folder: string;
  accessToken: string;
  /** What the document gives as examples: valid requests, with the answers of a clean server. */
  requests: readonly { name: string; body: JsonObject; answer: Json }[];
  /** Everything that the reference tells of itself, by name. */
  fixtures: Readonly<Record<string, string>>;
}

/** The same for every server of the bench, so that one document speaks of all. */
export const tokens = {
  accessToken: `polar_oat_${'bench'.repeat(8)}aaa`,
  unscopedAccessToken: `polar_oat_${'other'.repeat(8)}bbb`,
};

const media = '#/paths/~1v1~1customer-sessions~1/post/requestBody/content/application~1json';
const ids = [
  ['#/components/schemas/CustomerSessionCustomerIDCreate/properties/customer_id', 'customerId'],
  [
    '#/components/schemas/CustomerSessionCustomerExternalIDCreate/properties/external_customer_id',
    'externalCustomerId',
  ],
] as const;

/** Writes the repaired document, with examples that work on the reference, for peers to read. */
export async function brief(folder: string): Promise<Briefing> {
  await mkdir(folder, { recursive: true });
  const { requests, fixtures } = await askReference();
  const { document } = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
  const copy = structuredClone(document);
  const examples = Object.fromEntries(requests.map(({ name, body }) => [name, { value: body }]));
  Object.assign(objectAt(copy, media), { examples });
  for (const [place, fixture] of ids) Object.assign(objectAt(copy, place), { examples: [fixtures[fixture]] });
  const file = join(folder, 'openapi.json');
  await writeFile(file, `${JSON.stringify(copy, undefined, 2)}\n`);
  return { file, folder, accessToken: tokens.accessToken, requests, fixtures };
}

async function askReference(): Promise<Pick<Briefing, 'requests' | 'fixtures'>> {
  const { url, fixtures, close } = await startReference({ tokens });
  try {
    const bodies = Object.entries(bodiesOf(fixtures));
    const asked = bodies.map(async ([name, body]) => ({ name, body, answer: await post(url, body) }));
    return { requests: await Promise.all(asked), fixtures };
  } finally {
    await close();
  }
}

function bodiesOf(fixtures: Readonly<Record<string, string>>): Record<string, JsonObject> {
  const own = (name: string) => fixtures[name] ?? '';
  return {
    individual: { customer_id: own('customerId'), return_url: 'https://example.com/account' },
    'individual by external id': { external_customer_id: own('externalCustomerId') },
    team: { customer_id: own('teamCustomerId'), member_id: own('memberId') },
  };
}

async function post(url: string, body: JsonObject): Promise<Json> {
  const headers = { authorization: `Bearer ${tokens.accessToken}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/customer-sessions/`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Json; // what JSON.parse gives
}

function objectAt(document: JsonObject, place: string): object {
  const found = valueAt(document, place);
  if (typeof found !== 'object' || found === null) throw new Error(`the document has nothing at ${place}`);
  return found;
}
