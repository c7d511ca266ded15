import type { FixtureName } from '../../../spec/fixtures.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { RuleRequest, SuiteContext, SuiteRule } from '../../suite.ts';
import { departureOf } from './departure.ts';

const create = '#/components/schemas' as const;
const byId = `${create}/CustomerSessionCustomerIDCreate/properties` as const;
const byExternalId = `${create}/CustomerSessionCustomerExternalIDCreate/properties` as const;

interface RefusalRow {
  name: SuiteRule['name'];
  at: SuiteRule['schemaPointer'];
  says: string;
  /** The fixtures without which it cannot be asked. */
  with?: FixtureName[];
  /** Only where sessions belong to members: elsewhere member fields are ignored. */
  members?: true;
  refusedAt: string;
  body(context: SuiteContext, given: (name: FixtureName) => string): JsonObject;
}

/** The last character, another one of its kind: a near miss of an id that exists. */
const almost = (id: string): string => id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
const otherCase = (text: string): string =>
  text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();

/** What names nothing that the token may use is refused with 422 at the field that names it, never with 404. */
const rows: readonly RefusalRow[] = [
  {
    name: 'semantics:unknown-customer',
    at: `${byId}/customer_id`,
    says: 'an unknown `customer_id` is refused',
    refusedAt: '/customer_id',
    body: ({ unknown }) => ({ customer_id: unknown.uuid }),
  },
  {
    name: 'semantics:unknown-external-customer',
    at: `${byExternalId}/external_customer_id`,
    says: 'an unknown `external_customer_id` is refused',
    refusedAt: '/external_customer_id',
    body: ({ unknown }) => ({ external_customer_id: unknown.text }),
  },
  {
    name: 'semantics:almost-customer',
    at: `${byId}/customer_id`,
    says: 'an id that differs from a known one in its last digit is refused',
    with: ['customerId'],
    refusedAt: '/customer_id',
    body: (_, given) => ({ customer_id: almost(given('customerId')) }),
  },
  {
    name: 'semantics:external-id-longer',
    at: `${byExternalId}/external_customer_id`,
    says: 'a known external id with one character more is refused',
    with: ['externalCustomerId'],
    refusedAt: '/external_customer_id',
    body: (_, given) => ({ external_customer_id: `${given('externalCustomerId')}0` }),
  },
  {
    name: 'semantics:external-id-prefix',
    at: `${byExternalId}/external_customer_id`,
    says: 'a known external id without its last character is refused',
    with: ['externalCustomerId'],
    refusedAt: '/external_customer_id',
    body: (_, given) => ({ external_customer_id: [...given('externalCustomerId')].slice(0, -1).join('') }),
  },
  {
    name: 'semantics:external-id-case',
    at: `${byExternalId}/external_customer_id`,
    says: 'a known external id in another case is refused',
    with: ['externalCustomerId'],
    refusedAt: '/external_customer_id',
    body: (_, given) => ({ external_customer_id: otherCase(given('externalCustomerId')) }),
  },
  {
    name: 'semantics:external-id-blank',
    at: `${byExternalId}/external_customer_id`,
    says: 'a known external id with a blank behind it is refused',
    with: ['externalCustomerId'],
    refusedAt: '/external_customer_id',
    body: (_, given) => ({ external_customer_id: `${given('externalCustomerId')} ` }),
  },
  {
    name: 'semantics:empty-external-id',
    at: `${byExternalId}/external_customer_id`,
    says: 'an empty external id names nobody',
    refusedAt: '/external_customer_id',
    body: () => ({ external_customer_id: '' }),
  },
  {
    name: 'semantics:foreign-customer',
    at: `${byId}/customer_id`,
    says: "another organization's customer is refused",
    with: ['foreignCustomerId'],
    refusedAt: '/customer_id',
    body: (_, given) => ({ customer_id: given('foreignCustomerId') }),
  },
  {
    name: 'semantics:team-needs-member',
    at: `${byId}/member_id`,
    says: 'a team without a member is refused at `member_id`',
    with: ['teamCustomerId'],
    members: true,
    refusedAt: '/member_id',
    body: (_, given) => ({ customer_id: given('teamCustomerId') }),
  },
  {
    name: 'semantics:unknown-member',
    at: `${byId}/member_id`,
    says: 'an unknown `member_id` is refused',
    with: ['customerId'],
    members: true,
    refusedAt: '/member_id',
    body: ({ unknown }, given) => ({ customer_id: given('customerId'), member_id: unknown.uuid }),
  },
  {
    name: 'semantics:unknown-external-member',
    at: `${byId}/external_member_id`,
    says: 'an unknown `external_member_id` is refused',
    with: ['customerId'],
    members: true,
    refusedAt: '/external_member_id',
    body: ({ unknown }, given) => ({ customer_id: given('customerId'), external_member_id: unknown.text }),
  },
  {
    name: 'semantics:foreign-member',
    at: `${byId}/member_id`,
    says: "another customer's member is refused",
    with: ['customerId', 'memberId'],
    members: true,
    refusedAt: '/member_id',
    body: (_, given) => ({ customer_id: given('customerId'), member_id: given('memberId') }),
  },
  {
    name: 'semantics:foreign-external-member',
    at: `${byId}/external_member_id`,
    says: "another customer's member, by external id, is refused",
    with: ['customerId', 'externalMemberId'],
    members: true,
    refusedAt: '/external_member_id',
    body: (_, given) => ({ customer_id: given('customerId'), external_member_id: given('externalMemberId') }),
  },
];

/** A fixture whose other case, or whose value but for its last character, may itself exist is not asked about. */
const isMoot = (row: RefusalRow, body: JsonObject, { fixtures }: SuiteContext): boolean =>
  (row.with !== undefined && Object.values(body).includes('')) ||
  (row.name === 'semantics:external-id-case' && body.external_customer_id === fixtures.externalCustomerId);

function ruleOf(row: RefusalRow): SuiteRule {
  const question = (context: SuiteContext): RuleRequest[] => {
    const missing = (row.with ?? []).some((name) => context.fixtures[name] === undefined);
    if (missing) return [];
    const body = row.body(context, (name) => context.fixtures[name] ?? '');
    if (isMoot(row, body, context)) return [];
    const fixtures = row.with ? { fixtures: row.with } : {};
    return [
      { role: row.name, kind: 'probe', description: row.says, body, refusedAt: row.refusedAt, ...fixtures },
    ];
  };
  return {
    name: row.name,
    level: 'MUST',
    schemaPointer: row.at,
    description: row.says,
    unverifiedReason: row.with
      ? `it needs ${row.with.join(' and ')}${row.members ? ', and a target whose sessions belong to members' : ''}`
      : 'the question was not asked or not answered',
    requests: question,
    judge: (exchange, { memberModel, credentialsAccepted }) => {
      if (exchange.case.role !== row.name || (row.members && memberModel !== true)) return undefined;
      const status = exchange.response?.status;
      if (status === undefined || status === 429 || status >= 500) return undefined;
      if (!credentialsAccepted && (status === 401 || status === 403)) return undefined;
      return status === 422
        ? 'holds'
        : { location: 'status', expected: 'status 422', received: { words: `status ${status}` } };
    },
  };
}

/** Refusals of names, and that a stranger's customer looks like no customer at all. */
export const refusalRules: readonly SuiteRule[] = [
  ...rows.map(ruleOf),
  {
    name: 'semantics:foreign-indistinguishable',
    level: 'MUST',
    schemaPointer: `${byId}/customer_id`,
    description: "another organization's customer is refused just as an unknown one",
    unverifiedReason: 'it needs foreignCustomerId: set POLAR_FOREIGN_CUSTOMER_ID',
    compare: (exchanges) => {
      const answer = (role: string) =>
        exchanges.find((exchange) => exchange.case.role === role && exchange.response);
      const [foreign, unknown] = [answer('semantics:foreign-customer'), answer('semantics:unknown-customer')];
      if (!foreign || !unknown) return undefined;
      const departure = departureOf(foreign, unknown);
      return departure === undefined ? 'holds' : { ...departure, exchanges: [foreign.id, unknown.id] };
    },
  },
];
