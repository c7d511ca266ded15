import type { ReferenceServer } from '../../../reference/server.ts';
import { isObject, type Json } from '../../../spec/json.ts';
import { sendRequest } from './send-request.ts';

function readItems(body: Json | undefined): Record<string, Json>[] {
  const items = isObject(body) && Array.isArray(body.items) ? body.items : [];
  return items.filter((item): item is Record<string, Json> => isObject(item));
}

/** Short names of the built-in customers, with a part of their JSON that identifies them. */
const customerMarks = {
  bare: '"bare@example.com"',
  kunde: 'kunde/',
  mikko: 'mikko@',
  sparse: 'sparse@',
  hooli: '"Hooli"',
  umbrella: '"Umbrella"',
  bareTeam: '"name":null,"billing_address":null,"tax_id":null,"locale":null,"deleted_at":null,"type":"team"',
};

/** The ids of the built-in customers and of a member of each team, by short name. They depend on the seed only. */
export async function listCustomerIds(reference: ReferenceServer): Promise<Record<string, string>> {
  const list = async (path: string) =>
    readItems((await sendRequest(reference, { method: 'GET', path, contentType: null })).body);
  const customers = await list('/v1/customers/?limit=100');
  const members = await list('/v1/members/?limit=100');
  const ids = Object.entries(customerMarks).flatMap(([name, mark]) => {
    const id = customers.find((customer) => JSON.stringify(customer).includes(mark))?.id;
    const member = members.find(({ customer_id }) => customer_id === id)?.id;
    return [[name, String(id)], ...(member === undefined ? [] : [[`${name}Member`, String(member)]])];
  });
  return Object.fromEntries(ids);
}

/** The tokens of two new sessions, and truncated tokens. None of them may create a session. */
export async function createRejectedTokens(reference: ReferenceServer): Promise<Record<string, string>> {
  const createToken = async (body: Json): Promise<string> => {
    // With some faults the connection closes instead of a response.
    const session = await sendRequest(reference, { body }).catch(() => undefined);
    return isObject(session?.body) ? String(session.body.token) : '';
  };
  const sessionToken = await createToken({ customer_id: '<customerId>' });
  const teamSessionToken = await createToken({ customer_id: '<teamCustomerId>', member_id: '<memberId>' });
  const truncatedToken = reference.fixtures.accessToken?.slice(0, -1) ?? '';
  return { sessionToken, teamSessionToken, truncatedSessionToken: sessionToken.slice(0, -1), truncatedToken };
}
