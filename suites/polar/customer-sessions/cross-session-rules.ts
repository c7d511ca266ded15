import type { InstancePointer } from '../../../spec/json.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { ComparisonResult, SuiteRule } from '../../suite.ts';
import { type CreatedSession, createFailure, getString, parseCreatedSession } from './created-session.ts';

const properties = '#/components/schemas/CustomerSession/properties' as const;
const must = { level: 'MUST', unverifiedReason: 'fewer than two sessions were created' } as const;

/** Rules that compare sessions: tokens and ids are unique, and each customer stays the same. */
export const crossSessionRules: readonly SuiteRule[] = [
  {
    ...must,
    name: 'semantics:token-fresh',
    schemaPointer: `${properties}/token`,
    description: 'every session has a different `token`',
    compare: (exchanges) => checkUnique(exchanges, '/token', 'token'),
  },
  {
    ...must,
    name: 'semantics:id-fresh',
    schemaPointer: `${properties}/id`,
    description: 'every session has a different `id`',
    compare: (exchanges) => checkUnique(exchanges, '/id', 'session id'),
  },
  {
    ...must,
    name: 'semantics:same-customer',
    schemaPointer: `${properties}/customer`,
    description: 'all sessions of a customer show the same type, external id, organization and creation time',
    unverifiedReason: 'no customer got two sessions',
    compare: checkSameCustomer,
  },
  {
    ...must,
    name: 'semantics:one-organization',
    schemaPointer: '#/components/schemas/CustomerIndividual/properties/organization_id',
    description: "an organization's access token gives access only to customers of that organization",
    unverifiedReason:
      'fewer than two customers got a session, or the token may belong to several organizations',
    // A personal access token may belong to several organizations, so the rule applies only to organization tokens.
    compare: (exchanges, { fixtures }) =>
      fixtures.accessToken?.startsWith('polar_oat_') ? checkOneOrganization(exchanges) : undefined,
  },
];

const listCreatedSessions = (exchanges: readonly Exchange[]): CreatedSession[] =>
  exchanges.flatMap((exchange) => parseCreatedSession(exchange) ?? []);

function checkUnique(
  exchanges: readonly Exchange[],
  pointer: InstancePointer,
  name: string,
): ComparisonResult {
  const exchangeIds = new Map<string, number>();
  for (const created of listCreatedSessions(exchanges)) {
    const value = getString(created, pointer);
    if (value === undefined || value === '') continue;
    const earlier = exchangeIds.get(value);
    if (earlier !== undefined) {
      const expected = `a ${name} that no other session has; exchange ${earlier} returned the same`;
      return { ...createFailure(created, pointer, expected), exchanges: [created.exchange.id, earlier] };
    }
    exchangeIds.set(value, created.exchange.id);
  }
  return exchangeIds.size < 2 ? undefined : 'pass';
}

/** Properties of a customer that do not change when a session is created. */
const constantProperties: readonly InstancePointer[] = [
  '/customer/type',
  '/customer/created_at',
  '/customer/organization_id',
  '/customer/external_id',
];

function checkSameCustomer(exchanges: readonly Exchange[]): ComparisonResult {
  const firstSessions = new Map<string, CreatedSession>();
  let hasCompared = false;
  for (const created of listCreatedSessions(exchanges)) {
    const id = getString(created, '/customer/id');
    if (id === undefined) continue;
    const first = firstSessions.get(id);
    if (first === undefined) {
      firstSessions.set(id, created);
      continue;
    }
    hasCompared = true;
    const changed = constantProperties.find(
      (pointer) => getString(first, pointer) !== getString(created, pointer),
    );
    if (changed) {
      const expected = `the value in exchange ${first.exchange.id} for this customer: ${getString(first, changed)}`;
      return {
        ...createFailure(created, changed, expected),
        exchanges: [created.exchange.id, first.exchange.id],
      };
    }
  }
  return hasCompared ? 'pass' : undefined;
}

function checkOneOrganization(exchanges: readonly Exchange[]): ComparisonResult {
  const pointer = '/customer/organization_id';
  const sessions = listCreatedSessions(exchanges);
  const [first] = sessions;
  const organization = first && getString(first, pointer);
  const customers = new Set(sessions.map((created) => getString(created, '/customer/id')));
  if (!first || !organization || customers.size < 2) return undefined;
  const other = sessions.find((created) => getString(created, pointer) !== organization);
  if (other === undefined) return 'pass';
  return {
    ...createFailure(other, pointer, `the organization of exchange ${first.exchange.id}: ${organization}`),
    exchanges: [other.exchange.id, first.exchange.id],
  };
}
