import type { Json } from '../../../../spec/json.ts';
import type { Fact } from './fact.ts';

const A = 'CustomerSessionCustomerIDCreate';

const B = 'CustomerSessionCustomerExternalIDCreate';

const mine: Json = { customer_id: '<customerId>' };

const notAnObject = [`model_attributes_type body.${A}`, `model_attributes_type body.${B}`];

/** Bodies as a whole. */
export const bodies: Fact[] = [
  {
    says: 'an empty object lacks both ids',
    asked: { body: {} },
    status: 422,
    errors: [`missing body.${A}.customer_id`, `missing body.${B}.external_customer_id`],
  },
  {
    says: 'a bad URL is told under both branches, beside the missing id',
    asked: { body: { external_customer_id: 'x', return_url: 'nope' } },
    status: 422,
    errors: [
      `url_parsing body.${A}.return_url`,
      `missing body.${A}.customer_id`,
      `url_parsing body.${B}.return_url`,
    ],
  },
  ...[[1], 'text', null].map(
    (body): Fact => ({
      says: `${JSON.stringify(body)} is no object`,
      asked: { body },
      status: 422,
      errors: notAnObject,
    }),
  ),
  {
    says: 'an empty body is missing',
    asked: { text: '' },
    status: 422,
    errors: ['missing body'],
    body: { detail: [{ input: null }] },
  },
  {
    says: 'malformed JSON is told with its offset',
    asked: { text: '{"a": 1,}' },
    status: 422,
    errors: ['json_invalid body.8'],
    body: { detail: [{ input: {} }] },
  },
  {
    says: 'NaN is malformed',
    asked: { text: '{"customer_id": NaN}' },
    status: 422,
    errors: ['json_invalid body.20'],
  },
  ...['text/plain', 'application/x-www-form-urlencoded', 'application/xml', null].map(
    (type): Fact => ({
      says: `${type} is echoed as text`,
      asked: { text: 'a=b', type },
      status: 422,
      errors: notAnObject,
      body: { detail: [{ input: 'a=b' }, { input: 'a=b' }] },
    }),
  ),
  ...['application/json; charset=utf-8', 'application/vnd.api+json'].map(
    (type): Fact => ({ says: `${type} is JSON`, asked: { body: mine, type }, status: 201 }),
  ),
  {
    says: 'extra fields are ignored',
    asked: { body: { customer_id: '<customerId>', more: [1], __proto__: null } },
    status: 201,
  },
  {
    says: 'the last of equal names wins',
    asked: { text: '{"customer_id":5,"customer_id":"<customerId>"}' },
    status: 201,
  },
  {
    says: 'UTF-16 is read',
    asked: { body: Buffer.from('\ufeff{}', 'utf16le') },
    status: 422,
    errors: [`missing body.${A}.customer_id`, `missing body.${B}.external_customer_id`],
  },
  {
    says: 'a byte-order mark is read over',
    asked: { text: '\ufeff{"customer_id":"<customerId>"}' },
    status: 201,
  },
  {
    says: 'invalid UTF-8 cannot be read',
    asked: { body: Buffer.from('7b22ff227d', 'hex') },
    status: 400,
    body: { detail: 'There was an error parsing the body' },
  },
  { says: '500 levels are read', asked: { text: `{"a":${'['.repeat(499)}${']'.repeat(499)}}` }, status: 422 },
  { says: '100,000 levels cannot be read', asked: { text: '['.repeat(100_000) }, status: 400 },
  {
    says: 'an integer of 5,000 digits cannot be read',
    asked: { text: `{"a":${'1'.repeat(5000)}}` },
    status: 400,
  },
  {
    says: 'a number beyond every float is refused without echo',
    asked: { text: '{"customer_id":1e999}' },
    status: 422,
  },
  {
    says: 'more than 10 MiB are too many',
    asked: { body: Buffer.alloc(10 * 1024 * 1024 + 1, 32) },
    status: 413,
  },
];
