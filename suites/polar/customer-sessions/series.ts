import type { InstancePointer } from '../../../spec/json.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { SuiteRule } from '../../suite.ts';
import { type Created, createdBy, text, wrong } from './session.ts';

const properties = '#/components/schemas/CustomerSession/properties' as const;
const must = { level: 'MUST', unverifiedReason: 'fewer than two sessions were created' } as const;

const allCreated = (exchanges: readonly Exchange[]): Created[] =>
  exchanges.flatMap((exchange) => createdBy(exchange) ?? []);

/** Finds the first session that repeats the value of an earlier one. */
function repeats(
  exchanges: readonly Exchange[],
  where: InstancePointer,
  what: string,
): ReturnType<NonNullable<SuiteRule['compare']>> {
  const seen = new Map<string, number>();
  const created = allCreated(exchanges);
  for (const one of created) {
    const value = text(one, where);
    if (value === undefined || value === '') continue;
    const earlier = seen.get(value);
    if (earlier !== undefined)
      return {
        ...wrong(one, where, `a ${what} that no other session has; it is that of exchange ${earlier}`),
        exchanges: [one.exchange.id, earlier],
      };
    seen.set(value, one.exchange.id);
  }
  return seen.size < 2 ? undefined : 'holds';
}

/** The properties of a customer that no session can change. */
const lasting: readonly InstancePointer[] = [
  '/customer/type',
  '/customer/created_at',
  '/customer/organization_id',
  '/customer/external_id',
];

/** What sessions say of each other: freshness, and one truth about a customer. */
export const seriesRules: readonly SuiteRule[] = [
  {
    ...must,
    name: 'semantics:token-fresh',
    schemaPointer: `${properties}/token`,
    description: 'no two sessions share a token',
    compare: (exchanges) => repeats(exchanges, '/token', 'token'),
  },
  {
    ...must,
    name: 'semantics:id-fresh',
    schemaPointer: `${properties}/id`,
    description: 'no two sessions share an id',
    compare: (exchanges) => repeats(exchanges, '/id', 'session id'),
  },
  {
    ...must,
    name: 'semantics:same-customer',
    schemaPointer: `${properties}/customer`,
    description: 'what lasts of a customer is the same in every session',
    unverifiedReason: 'no customer got two sessions',
    compare: (exchanges) => {
      const first = new Map<string, Created>();
      let compared = false;
      for (const one of allCreated(exchanges)) {
        const id = text(one, '/customer/id');
        const before = id === undefined ? undefined : first.get(id);
        if (id !== undefined && before === undefined) first.set(id, one);
        if (before === undefined) continue;
        compared = true;
        const changed = lasting.find((where) => text(before, where) !== text(one, where));
        if (changed)
          return {
            ...wrong(
              one,
              changed,
              `what exchange ${before.exchange.id} said of this customer: ${text(before, changed)}`,
            ),
            exchanges: [one.exchange.id, before.exchange.id],
          };
      }
      return compared ? 'holds' : undefined;
    },
  },
  {
    ...must,
    name: 'semantics:one-organization',
    schemaPointer: '#/components/schemas/CustomerIndividual/properties/organization_id',
    description: "an organization's token reaches the customers of that organization only",
    unverifiedReason:
      'fewer than two customers got a session, or the token may belong to several organizations',
    compare: (exchanges, { ofOneOrganization }) => {
      const created = allCreated(exchanges);
      const [first] = created;
      const home = first && text(first, '/customer/organization_id');
      if (
        !ofOneOrganization ||
        !first ||
        !home ||
        new Set(created.map((one) => text(one, '/customer/id'))).size < 2
      )
        return undefined;
      const stranger = created.find((one) => text(one, '/customer/organization_id') !== home);
      if (stranger === undefined) return 'holds';
      return {
        ...wrong(
          stranger,
          '/customer/organization_id',
          `the organization of exchange ${first.exchange.id}: ${home}`,
        ),
        exchanges: [stranger.exchange.id, first.exchange.id],
      };
    },
  },
];
