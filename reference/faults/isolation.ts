import type { Json } from '../../spec/json.ts';
import type { Ask } from '../pipeline.ts';
import { semantics } from './clause-ids.ts';
import { bodyOf, type Change, given, header, replace, status } from './edits.ts';
import type { Row } from './fault.ts';

const anyone = ({ world }: Ask, name: string, value: Json) =>
  world.customers.find(({ payload }) => payload[name] === value);

const isForeign = (ask: Ask): boolean => {
  const found = anyone(ask, 'id', given(ask, 'customer_id') ?? null);
  return found !== undefined && found.organization !== ask.world.organization;
};

const ifForeign =
  <T>(change: Change<T>): Change<T> =>
  (value, ask) =>
    isForeign(ask) ? change(value, ask) : value;

/** Other organizations show through. */
export const isolation: readonly Row[] = [
  {
    id: 'isolation-none',
    says: 'any organization’s customer gets a session',
    violates: semantics('foreign-customer'),
    found: (lookup, ask) => ({
      ...lookup,
      found: anyone(ask, lookup.field === 'customer_id' ? 'id' : 'external_id', lookup.value),
    }),
  },
  {
    id: 'isolation-403',
    says: 'a foreign customer is answered with 403',
    violates: semantics('foreign-indistinguishable'),
    answer: ifForeign(status(403)),
  },
  {
    id: 'isolation-404',
    says: 'a foreign customer is answered with 404',
    violates: semantics('foreign-indistinguishable'),
    answer: ifForeign(status(404)),
  },
  {
    id: 'isolation-message',
    says: 'the refusal of a foreign customer says that it is one',
    violates: semantics('foreign-indistinguishable'),
    detail: ifForeign(replace('0.msg', () => 'Customer belongs to another organization.')),
  },
  {
    id: 'isolation-type',
    says: 'the refusal of a foreign customer has another type',
    violates: semantics('foreign-indistinguishable'),
    detail: ifForeign(replace('0.type', () => 'permission_denied')),
  },
  {
    id: 'isolation-organization',
    says: 'the refusal of a foreign customer names its organization',
    violates: semantics('foreign-indistinguishable'),
    detail: ifForeign((was, ask) =>
      replace('0.ctx', () => ({
        organization: anyone(ask, 'id', given(ask, 'customer_id') ?? null)?.organization.slug ?? null,
      }))(was, ask),
    ),
  },
  {
    id: 'isolation-email',
    says: 'the refusal of a foreign customer shows its e-mail',
    violates: semantics('foreign-indistinguishable'),
    detail: ifForeign((was, ask) =>
      replace('0.input', () => anyone(ask, 'id', given(ask, 'customer_id') ?? null)?.payload.email ?? null)(
        was,
        ask,
      ),
    ),
  },
  {
    id: 'isolation-loc',
    says: 'the refusal of a foreign customer has another `loc`',
    violates: semantics('foreign-indistinguishable'),
    detail: ifForeign(replace('0.loc', () => ['body', 'organization_id'])),
  },
  {
    id: 'isolation-header',
    says: 'the answer to a foreign customer has a header of its own',
    violates: semantics('foreign-indistinguishable'),
    answer: ifForeign(header('x-organization', 'globex')),
    rare: true,
  },
  {
    id: 'isolation-error',
    says: 'the refusal of a foreign customer has another `error`',
    violates: semantics('foreign-indistinguishable'),
    answer: ifForeign(bodyOf(replace('error', () => 'Forbidden'))),
  },
  {
    id: 'isolation-second',
    says: 'a foreign customer gets a session when asked for a second time',
    violates: semantics('foreign-customer'),
    rare: true,
    found: (lookup, ask) => {
      if (!isForeign(ask)) return lookup;
      const again = ask.memory.has('foreign');
      ask.memory.set('foreign', true);
      return again ? { ...lookup, found: anyone(ask, 'id', lookup.value) } : lookup;
    },
  },
  {
    id: 'isolation-members',
    says: 'a member of another customer gets a session',
    violates: semantics('foreign-member'),
    member: (lookup, ask) => ({
      ...lookup,
      found:
        lookup.found ??
        ask.world.customers.flatMap(({ members }) => members).find(({ id }) => id === lookup.value),
    }),
  },
];
