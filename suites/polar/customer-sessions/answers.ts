import { valueAt } from '../../../spec/json.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { SuiteContext, SuiteRule } from '../../suite.ts';
import { type Created, createdBy, madeAt, text, wrong } from './session.ts';

type Judge = (created: Created, context: SuiteContext) => ReturnType<NonNullable<SuiteRule['judge']>>;

const judging = (judge: Judge) => (exchange: Exchange, context: SuiteContext) => {
  const created = createdBy(exchange);
  return created && judge(created, context);
};

const properties = '#/components/schemas/CustomerSession/properties' as const;
const must = { level: 'MUST', unverifiedReason: 'no session was created' } as const;

/** UUIDs are equal whatever their spelling (RFC 9562, section 4). */
const bare = (uuid: string): string => uuid.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '');

const normal = (url: string): string => (URL.canParse(url) ? new URL(url).href : url);

const tolerance = 300_000;

/** What every session says of itself: identity, echo, times, and the way in. */
export const answerRules: readonly SuiteRule[] = [
  {
    ...must,
    name: 'semantics:customer-ids-agree',
    schemaPointer: `${properties}/customer_id`,
    description: '`customer_id` is the id of `customer`',
    judge: judging((created) => {
      const [id, own] = [text(created, '/customer_id'), text(created, '/customer/id')];
      if (id === undefined || own === undefined) return undefined;
      return bare(id) === bare(own)
        ? 'holds'
        : wrong(created, '/customer_id', `the id of \`customer\`: ${own}`);
    }),
  },
  {
    ...must,
    name: 'semantics:asked-customer',
    schemaPointer: '#/components/schemas/CustomerSessionCustomerIDCreate/properties/customer_id',
    description: 'a session asked by `customer_id` is for that customer',
    judge: judging((created) => {
      const { customer_id: asked, external_customer_id: other } = created.sent;
      const own = text(created, '/customer/id');
      if (typeof asked !== 'string' || other !== undefined || own === undefined) return undefined;
      return bare(asked) === bare(own)
        ? 'holds'
        : wrong(created, '/customer/id', `the id that was asked for: ${asked}`);
    }),
  },
  {
    ...must,
    name: 'semantics:asked-external-id',
    schemaPointer:
      '#/components/schemas/CustomerSessionCustomerExternalIDCreate/properties/external_customer_id',
    description: 'a session asked by `external_customer_id` is for that customer',
    judge: judging((created) => {
      const { customer_id: other, external_customer_id: asked } = created.sent;
      const own = valueAt(created.session, '/customer/external_id');
      if (typeof asked !== 'string' || other !== undefined || own === undefined) return undefined; // the property is optional
      return asked === own
        ? 'holds'
        : wrong(created, '/customer/external_id', `the external id that was asked for: ${asked}`);
    }),
  },
  {
    ...must,
    name: 'semantics:either-customer',
    schemaPointer:
      '#/paths/~1v1~1customer-sessions~1/post/requestBody/content/application~1json/schema/anyOf',
    description: 'a session asked by both ids is for one of the two customers',
    unverifiedReason:
      'no session was asked by both ids; set POLAR_CUSTOMER_ID and POLAR_EXTERNAL_CUSTOMER_ID',
    requests: ({ fixtures: { customerId, externalCustomerId } }) =>
      customerId === undefined || externalCustomerId === undefined
        ? []
        : [
            {
              role: 'semantics:either-customer',
              kind: 'valid',
              description: 'both ids at once',
              body: { customer_id: customerId, external_customer_id: externalCustomerId },
              fixtures: ['customerId', 'externalCustomerId'],
            },
          ],
    judge: judging((created) => {
      const { customer_id: id, external_customer_id: externalId } = created.sent;
      const own = text(created, '/customer/id');
      if (typeof id !== 'string' || typeof externalId !== 'string' || own === undefined) return undefined;
      const either = bare(own) === bare(id) || text(created, '/customer/external_id') === externalId;
      return either
        ? 'holds'
        : wrong(created, '/customer/id', `one of the two that were asked for: ${id}, ${externalId}`);
    }),
  },
  {
    ...must,
    name: 'semantics:listed-customer',
    schemaPointer: '#/components/schemas/Customer/discriminator',
    description: 'the customer of a session is of the kind that it is listed as',
    unverifiedReason: 'no customer that the target lists got a session',
    judge: judging((created, { listed }) => {
      const own = text(created, '/customer/type');
      const kind = listed.get(text(created, '/customer/id') ?? '')?.type;
      if (typeof kind !== 'string' || own === undefined) return undefined;
      return own === kind
        ? 'holds'
        : wrong(created, '/customer/type', `the kind that GET /v1/customers/ lists: ${kind}`);
    }),
  },
  {
    ...must,
    name: 'semantics:return-url',
    schemaPointer: `${properties}/return_url`,
    description: '`return_url` is the one that was sent, as sent or normalised',
    judge: judging((created) => {
      const { return_url: sent } = created.sent;
      const own = text(created, '/return_url');
      if (typeof sent !== 'string') return undefined;
      const same = own !== undefined && normal(own) === normal(sent);
      return same ? 'holds' : wrong(created, '/return_url', `the URL that was sent: ${sent}`);
    }),
  },
  {
    ...must,
    name: 'semantics:no-return-url',
    schemaPointer: `${properties}/return_url`,
    description: '`return_url` is null when none, or null, was sent',
    judge: judging((created) => {
      if (created.sent.return_url !== undefined && created.sent.return_url !== null) return undefined;
      return created.session.return_url === null
        ? 'holds'
        : wrong(created, '/return_url', 'null, since no URL was sent');
    }),
  },
  {
    ...must,
    name: 'semantics:expires-after-created',
    schemaPointer: `${properties}/expires_at`,
    description: 'a session expires after it was created',
    judge: judging((created) => {
      const [from, to] = [
        Date.parse(text(created, '/created_at') ?? ''),
        Date.parse(text(created, '/expires_at') ?? ''),
      ];
      if (Number.isNaN(from) || Number.isNaN(to)) return undefined;
      return to > from
        ? 'holds'
        : wrong(created, '/expires_at', `a time after created_at, ${text(created, '/created_at')}`);
    }),
  },
  {
    ...must,
    name: 'semantics:expires-in-future',
    schemaPointer: `${properties}/expires_at`,
    description: 'a new session has not expired',
    judge: judging((created) => {
      const expires = Date.parse(text(created, '/expires_at') ?? '');
      const { time, own } = madeAt(created);
      if (Number.isNaN(expires)) return undefined;
      const latest = own ? time : time - tolerance; // clocks differ: only the answer's own `Date` is compared to the second
      return expires > latest
        ? 'holds'
        : wrong(created, '/expires_at', `a time after the answer's own, ${new Date(time).toISOString()}`);
    }),
  },
  {
    ...must,
    name: 'semantics:created-now',
    schemaPointer: `${properties}/created_at`,
    description: '`created_at` is the time of the request, five minutes more or less',
    unverifiedReason: 'no session was created with a `Date` to compare',
    judge: judging((created) => {
      const from = Date.parse(text(created, '/created_at') ?? '');
      const { time, own } = madeAt(created);
      if (Number.isNaN(from) || !own) return undefined;
      return Math.abs(from - time) <= tolerance
        ? 'holds'
        : wrong(created, '/created_at', `about the answer's own time, ${new Date(time).toISOString()}`);
    }),
  },
  {
    ...must,
    name: 'semantics:token-not-empty',
    schemaPointer: `${properties}/token`,
    description: 'the session has a token that is not empty',
    judge: judging((created) => {
      const token = text(created, '/token');
      return token === undefined
        ? undefined
        : token.trim() === ''
          ? wrong(created, '/token', 'a token')
          : 'holds';
    }),
  },
  {
    ...must,
    name: 'semantics:portal-url-absolute',
    schemaPointer: `${properties}/customer_portal_url`,
    description: 'the portal URL is absolute and http(s)',
    judge: judging((created) => {
      const url = text(created, '/customer_portal_url');
      if (url === undefined) return undefined;
      return URL.canParse(url) && /^https?:/.test(new URL(url).protocol)
        ? 'holds'
        : wrong(created, '/customer_portal_url', 'an absolute http(s) URL');
    }),
  },
  {
    ...must,
    name: 'semantics:token-in-portal-url',
    schemaPointer: `${properties}/customer_portal_url`,
    description: 'the portal URL carries the token of the session',
    judge: judging((created) => {
      const [url, token] = [text(created, '/customer_portal_url'), text(created, '/token')];
      if (url === undefined || !token) return undefined;
      return url.includes(token) || url.includes(encodeURIComponent(token))
        ? 'holds'
        : wrong(created, '/customer_portal_url', `a URL with the token ${token}`);
    }),
  },
];
