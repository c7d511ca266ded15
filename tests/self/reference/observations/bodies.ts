import type { Json } from '../../../../spec/json.ts';
import type { Observation } from './observation.ts';

const byId = 'CustomerSessionCustomerIDCreate';
const byExternalId = 'CustomerSessionCustomerExternalIDCreate';

const ownCustomer: Json = { customer_id: '<customerId>' };

const notAnObject = [`model_attributes_type body.${byId}`, `model_attributes_type body.${byExternalId}`];

export const bodies: Observation[] = [
  {
    description: 'an empty object lacks both ids',
    request: { body: {} },
    status: 422,
    errors: [`missing body.${byId}.customer_id`, `missing body.${byExternalId}.external_customer_id`],
  },
  {
    description: 'an invalid URL is reported for both branches, with the missing id',
    request: { body: { external_customer_id: 'x', return_url: 'nope' } },
    status: 422,
    errors: [
      `url_parsing body.${byId}.return_url`,
      `missing body.${byId}.customer_id`,
      `url_parsing body.${byExternalId}.return_url`,
    ],
  },
  ...[[1], 'text', null].map(
    (body): Observation => ({
      description: `${JSON.stringify(body)} is not an object`,
      request: { body },
      status: 422,
      errors: notAnObject,
    }),
  ),
  {
    description: 'an empty body is a missing body',
    request: { text: '' },
    status: 422,
    errors: ['missing body'],
    body: { detail: [{ input: null }] },
  },
  {
    description: 'malformed JSON is reported with its offset',
    request: { text: '{"a": 1,}' },
    status: 422,
    errors: ['json_invalid body.8'],
    body: { detail: [{ input: {} }] },
  },
  {
    description: 'NaN is malformed JSON',
    request: { text: '{"customer_id": NaN}' },
    status: 422,
    errors: ['json_invalid body.20'],
  },
  ...['text/plain', 'application/x-www-form-urlencoded', 'application/xml', null].map(
    (contentType): Observation => ({
      description: `${contentType} is echoed as text`,
      request: { text: 'a=b', contentType },
      status: 422,
      errors: notAnObject,
      body: { detail: [{ input: 'a=b' }, { input: 'a=b' }] },
    }),
  ),
  ...['application/json; charset=utf-8', 'application/vnd.api+json'].map(
    (contentType): Observation => ({
      description: `${contentType} is parsed as JSON`,
      request: { body: ownCustomer, contentType },
      status: 201,
    }),
  ),
  {
    description: 'additional properties are ignored',
    request: { body: { customer_id: '<customerId>', more: [1], __proto__: null } },
    status: 201,
  },
  {
    description: 'the last of duplicate names wins',
    request: { text: '{"customer_id":5,"customer_id":"<customerId>"}' },
    status: 201,
  },
  {
    description: 'UTF-16 is accepted',
    request: { body: Buffer.from('\ufeff{}', 'utf16le') },
    status: 422,
    errors: [`missing body.${byId}.customer_id`, `missing body.${byExternalId}.external_customer_id`],
  },
  {
    description: 'a byte-order mark is ignored',
    request: { text: '\ufeff{"customer_id":"<customerId>"}' },
    status: 201,
  },
  {
    description: 'invalid UTF-8 is rejected',
    request: { body: Buffer.from('7b22ff227d', 'hex') },
    status: 400,
    body: { detail: 'There was an error parsing the body' },
  },
  {
    description: '500 levels of nesting are parsed',
    request: { text: `{"a":${'['.repeat(499)}${']'.repeat(499)}}` },
    status: 422,
  },
  {
    description: '100,000 levels of nesting are rejected',
    request: { text: '['.repeat(100_000) },
    status: 400,
  },
  {
    description: 'an integer of 5,000 digits is rejected',
    request: { text: `{"a":${'1'.repeat(5000)}}` },
    status: 400,
  },
  {
    description: 'a number outside the range of a double is rejected and not echoed',
    request: { text: '{"customer_id":1e999}' },
    status: 422,
  },
  {
    description: 'a body larger than 10 MiB is rejected',
    request: { body: Buffer.alloc(10 * 1024 * 1024 + 1, 32) },
    status: 413,
  },
];
