import { valueAt } from '../../../spec/json.ts';
import type { SuiteRule } from '../../suite.ts';
import { createFailure, getString, judgeSession } from './created-session.ts';
import { normalizeUuid } from './normalize-uuid.ts';

const schemas = '#/components/schemas' as const;
const must = { level: 'MUST', unverifiedReason: 'no session was created' } as const;

/** Rules that the customer of each session is the requested one. */
export const customerRules: readonly SuiteRule[] = [
  {
    ...must,
    name: 'semantics:customer-ids-agree',
    schemaPointer: `${schemas}/CustomerSession/properties/customer_id`,
    description: '`customer_id` of the session equals `customer.id`',
    judge: judgeSession((created) => {
      const [id, embeddedId] = [getString(created, '/customer_id'), getString(created, '/customer/id')];
      if (id === undefined || embeddedId === undefined) return undefined;
      return normalizeUuid(id) === normalizeUuid(embeddedId)
        ? 'pass'
        : createFailure(created, '/customer_id', `the id of \`customer\`: ${embeddedId}`);
    }),
  },
  {
    ...must,
    name: 'semantics:asked-customer',
    schemaPointer: `${schemas}/CustomerSessionCustomerIDCreate/properties/customer_id`,
    description: 'a session requested with `customer_id` is for that customer',
    judge: judgeSession((created) => {
      const { customer_id: requested, external_customer_id: externalId } = created.requestBody;
      const id = getString(created, '/customer/id');
      if (typeof requested !== 'string' || externalId !== undefined || id === undefined) return undefined;
      return normalizeUuid(requested) === normalizeUuid(id)
        ? 'pass'
        : createFailure(created, '/customer/id', `the requested \`customer_id\`: ${requested}`);
    }),
  },
  {
    ...must,
    name: 'semantics:asked-external-id',
    schemaPointer: `${schemas}/CustomerSessionCustomerExternalIDCreate/properties/external_customer_id`,
    description: 'a session requested with `external_customer_id` is for that customer',
    judge: judgeSession((created) => {
      const { customer_id: id, external_customer_id: requested } = created.requestBody;
      const externalId = valueAt(created.session, '/customer/external_id');
      // the rule applies only if the body has `external_customer_id` alone; a customer without `external_id` shows
      // nothing
      if (typeof requested !== 'string' || id !== undefined || externalId === undefined) return undefined;
      return requested === externalId
        ? 'pass'
        : createFailure(
            created,
            '/customer/external_id',
            `the requested \`external_customer_id\`: ${requested}`,
          );
    }),
  },
  {
    ...must,
    name: 'semantics:either-customer',
    schemaPointer:
      '#/paths/~1v1~1customer-sessions~1/post/requestBody/content/application~1json/schema/anyOf',
    description: 'a session requested with both ids is for one of the two customers',
    unverifiedReason: 'no session was requested with both ids',
    needs: ['customerId', 'externalCustomerId'],
    requests: ({ fixtures: { customerId, externalCustomerId } }) =>
      customerId === undefined || externalCustomerId === undefined
        ? []
        : [
            {
              role: 'semantics:either-customer',
              kind: 'valid',
              description: 'both ids in one request',
              body: { customer_id: customerId, external_customer_id: externalCustomerId },
              fixtures: ['customerId', 'externalCustomerId'],
            },
          ],
    judge: judgeSession((created) => {
      const { customer_id: id, external_customer_id: externalId } = created.requestBody;
      const receivedId = getString(created, '/customer/id');
      if (typeof id !== 'string' || typeof externalId !== 'string' || receivedId === undefined)
        return undefined;
      const isEither =
        normalizeUuid(receivedId) === normalizeUuid(id) ||
        getString(created, '/customer/external_id') === externalId;
      return isEither
        ? 'pass'
        : createFailure(created, '/customer/id', `one of the requested customers: ${id}, ${externalId}`);
    }),
  },
  {
    ...must,
    name: 'semantics:listed-customer',
    schemaPointer: `${schemas}/Customer/discriminator`,
    description: 'the customer of a session has the same `type` as in GET /v1/customers/',
    unverifiedReason: 'no customer that the target lists got a session',
    judge: judgeSession((created, { listedCustomers }) => {
      const type = getString(created, '/customer/type');
      const listedType = listedCustomers.get(getString(created, '/customer/id') ?? '')?.type;
      if (typeof listedType !== 'string' || type === undefined) return undefined;
      return type === listedType
        ? 'pass'
        : createFailure(created, '/customer/type', `the type that GET /v1/customers/ lists: ${listedType}`);
    }),
  },
];
