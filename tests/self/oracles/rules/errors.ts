import type { Json } from '../../../../spec/json.ts';
import type { ExchangeSummary } from '../exchange.ts';
import type { Row } from './row.ts';

const branch = 'CustomerSessionCustomerIDCreate';
const entry = { type: 'missing', msg: 'Field required', loc: ['body', branch, 'customer_id'], input: {} };

const refusal = (
  more: { [name: string]: Json } = {},
  scene: Partial<ExchangeSummary> = {},
): ExchangeSummary => ({
  ...{ kind: 'invalid', status: 422, violates: { where: '/customer_id' }, sent: {} },
  json: { detail: [{ ...entry, ...more }] },
  ...scene,
});

const id = '0F0C9A6E-4A53-4D5E-9F43-0123456789AB';
const at = (loc: Json, scene: Partial<ExchangeSummary> = {}) => refusal({ loc }, scene);
const given = (input: Json, sent: Json, loc: Json = ['body', 'customer_id']) =>
  refusal({ input, loc }, { sent, violates: { where: '/customer_id' } });

const spelling = `request@${branch}/customer_id:format`;

/** What 422s say of what was wrong. */
export const errors: readonly Row[] = [
  ['errors:refused', 'holds', '422', refusal()],
  ['errors:refused', 'wrong', '400', refusal({}, { status: 400 })],
  ['errors:refused', 'wrong', '404', refusal({}, { status: 404 })],
  ['errors:refused', 'silent', '201, which the clause itself tells', refusal({}, { status: 201 })],
  ['errors:refused', 'silent', '500', refusal({}, { status: 500 })],
  ['errors:refused', 'silent', 'too many requests', refusal({}, { status: 429 })],
  [
    'errors:refused',
    'silent',
    '401 to what was never let in',
    refusal({}, { status: 401, credentialsAccepted: false }),
  ],
  ['errors:refused', 'silent', 'a valid request', refusal({}, { kind: 'valid' })],
  ['errors:detail', 'holds', 'one error', refusal()],
  ['errors:detail', 'wrong', 'no errors', refusal({}, { json: { detail: [] } })],
  ['errors:detail', 'wrong', 'words', refusal({}, { json: { detail: 'no' } })],
  ['errors:detail', 'wrong', 'nothing', refusal({}, { json: {} })],
  ['errors:detail', 'silent', 'a 400', refusal({}, { status: 400, json: {} })],
  ['errors:detail', 'silent', 'a refusal of valid data', refusal({}, { kind: 'valid', json: {} })],
  ['errors:msg', 'holds', 'words', refusal()],
  ['errors:msg', 'wrong', 'blanks', refusal({ msg: ' ' })],
  ['errors:msg', 'silent', 'a number, which the schema tells', refusal({ msg: 1 })],
  ['errors:type', 'holds', 'a word', refusal()],
  ['errors:type', 'wrong', 'nothing', refusal({ type: '' })],
  ['errors:loc', 'holds', 'the place with the branch', at(['body', branch, 'customer_id'])],
  ['errors:loc', 'holds', 'the place without the branch', at(['body', 'customer_id'])],
  ['errors:loc', 'wrong', 'another property', at(['body', 'return_url'])],
  ['errors:loc', 'wrong', 'the whole body', at(['body'])],
  ['errors:loc', 'wrong', 'the query', at(['query', 'customer_id'])],
  ['errors:loc', 'wrong', 'a pointer', at(['body', '/customer_id'])],
  [
    'errors:loc',
    'holds',
    'the whole body, where that is wrong',
    at(['body'], { violates: { where: '' }, sent: [] }),
  ],
  [
    'errors:loc',
    'holds',
    'the branch, where the whole body is wrong',
    at(['body', branch], { violates: { where: '' }, sent: [] }),
  ],
  ['errors:loc', 'silent', 'a loc that is no list, which the schema tells', at('body')],
  [
    'errors:loc',
    'silent',
    'a request without violation',
    at(['body'], { kind: 'probe', violates: undefined as never }),
  ],
  [
    'errors:loc',
    'silent',
    'something else than a spelling that servers may read',
    at(['body', 'return_url'], { violates: { where: '/customer_id', clauses: [`${spelling}-strict`] } }),
  ],
  [
    'errors:loc',
    'wrong',
    'something else than a format that no server reads',
    at(['body', 'return_url'], { violates: { where: '/customer_id', clauses: [spelling] } }),
  ],
  [
    'errors:loc',
    'holds',
    'the id of the other branch, where both are missing',
    at(['body', 'external_customer_id'], { violates: { where: '/customer_id', keyword: 'required' } }),
  ],
  [
    'errors:loc',
    'wrong',
    'the id of the other branch, where the own one is of a wrong type',
    at(['body', 'external_customer_id'], { sent: { customer_id: 5 } }),
  ],
  ['errors:loc-resolves', 'holds', 'a missing property', at(['body', branch, 'customer_id'])],
  ['errors:loc-resolves', 'wrong', 'a name that nobody declares', at(['body', branch, 'customer'])],
  ['errors:loc-resolves', 'wrong', 'an index into an object', at(['body', 0])],
  ['errors:input', 'holds', 'the object that lacks it', refusal()],
  ['errors:input', 'holds', 'null for what is missing', refusal({ input: null })],
  ['errors:input', 'wrong', 'something else for what is missing', refusal({ input: 'nothing' })],
  ['errors:input', 'holds', 'the value', given(5, { customer_id: 5 })],
  ['errors:input', 'wrong', 'the value as text', given('5', { customer_id: 5 })],
  ['errors:input', 'wrong', 'the whole body', given({ customer_id: 5 }, { customer_id: 5 })],
  [
    'errors:input',
    'holds',
    'a UUID in another spelling',
    given(`{${id.toLowerCase()}}`, { customer_id: id }),
  ],
  ['errors:input', 'wrong', 'another UUID', given(id.replace('0F', '1F'), { customer_id: id })],
  ['errors:input', 'silent', 'a loc that leads nowhere', given(5, { customer_id: 5 }, ['body', 'id'])],
];
