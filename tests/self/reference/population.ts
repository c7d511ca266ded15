import type { Reference } from '../../../reference/server.ts';
import { isObject, type Json } from '../../../spec/json.ts';
import { ask } from './ask.ts';

const items = (body: Json | undefined): Record<string, Json>[] => {
  const list = isObject(body) && Array.isArray(body.items) ? body.items : [];
  return list.filter((item): item is Record<string, Json> => isObject(item));
};

/** Short names of the built-in customers, by what stands in their JSON. */
const marks = {
  bare: '"bare@example.com"',
  kunde: 'kunde/',
  mikko: 'mikko@',
  sparse: 'sparse@',
  hooli: '"Hooli"',
  umbrella: '"Umbrella"',
  bareTeam: '"name":null,"billing_address":null,"tax_id":null,"locale":null,"deleted_at":null,"type":"team"',
};

/** The ids of every built-in customer, and of a member of each team, by a short name. They follow from the seed alone. */
export async function populationOf(reference: Reference): Promise<Record<string, string>> {
  const get = async (path: string) => items((await ask(reference, { method: 'GET', path, type: null })).body);
  const customers = await get('/v1/customers/?limit=100');
  const members = await get('/v1/members/?limit=100');
  const named = Object.entries(marks).flatMap(([name, mark]) => {
    const id = customers.find((customer) => JSON.stringify(customer).includes(mark))?.id;
    const member = members.find(({ customer_id }) => customer_id === id)?.id;
    return [[name, String(id)], ...(member === undefined ? [] : [[`${name}Member`, String(member)]])];
  });
  return Object.fromEntries(named);
}

/** Tokens of this very server that open nothing. */
export async function closedTokens(reference: Reference): Promise<Record<string, string>> {
  // A fault may break the answer off: then there is no such token to try.
  const session = await ask(reference, { body: { customer_id: '<customerId>' } }).catch(() => undefined);
  const sessionToken = isObject(session?.body) ? String(session.body.token) : '';
  return { sessionToken, cut: reference.fixtures.accessToken?.slice(0, -1) ?? '' };
}
