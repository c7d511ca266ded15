import { parseInteger } from '../../../../spec/exact-integers.ts';
import type { Json } from '../../../../spec/json.ts';
import type { ExchangeSummary } from '../exchange.ts';
import type { ExpectedOutcome } from './expected-outcome.ts';

const branch = 'CustomerSessionCustomerIDCreate';
const entry = { type: 'missing', msg: 'Field required', loc: ['body', branch, 'customer_id'], input: {} };

const rejection = (
  more: { [name: string]: Json } = {},
  exchange: Partial<ExchangeSummary> = {},
): ExchangeSummary => ({
  ...{ kind: 'invalid', status: 422, violation: { instancePointer: '/customer_id' }, sent: {} },
  json: { detail: [{ ...entry, ...more }] },
  ...exchange,
});

const id = '0F0C9A6E-4A53-4D5E-9F43-0123456789AB';
const withLoc = (loc: Json, exchange: Partial<ExchangeSummary> = {}) => rejection({ loc }, exchange);
const given = (input: Json, sent: Json, loc: Json = ['body', 'customer_id']) =>
  rejection({ input, loc }, { sent, violation: { instancePointer: '/customer_id' } });

const spelling = `request@${branch}/customer_id:format`;

/** A double, written with all its digits. The fewest digits that identify it are read as the next smaller double. */
const sent = parseInteger('14958889981706971136');
const echoed = parseInteger('14958889981706971000');
const nested = (number: number, text = id): Json => ({ number, text });
const withNested = { customer_id: [nested(sent)] };

/** Rules about 422 responses. */
export const errors: readonly ExpectedOutcome[] = [
  ['errors:refused', 'pass', '422', rejection()],
  ['errors:refused', 'fail', '400', rejection({}, { status: 400 })],
  ['errors:refused', 'fail', '404', rejection({}, { status: 404 })],
  ['errors:refused', 'undecided', '201, which the violated clause reports', rejection({}, { status: 201 })],
  ['errors:refused', 'undecided', '500', rejection({}, { status: 500 })],
  ['errors:refused', 'undecided', 'too many requests', rejection({}, { status: 429 })],
  [
    'errors:refused',
    'undecided',
    '401 to credentials that were never accepted',
    rejection({}, { status: 401, credentialsAccepted: false }),
  ],
  ['errors:refused', 'undecided', 'a valid request', rejection({}, { kind: 'valid' })],
  ['errors:detail', 'pass', 'one error', rejection()],
  ['errors:detail', 'fail', 'no errors', rejection({}, { json: { detail: [] } })],
  ['errors:detail', 'fail', 'text', rejection({}, { json: { detail: 'no' } })],
  ['errors:detail', 'fail', 'nothing', rejection({}, { json: {} })],
  ['errors:detail', 'undecided', 'a 400', rejection({}, { status: 400, json: {} })],
  ['errors:detail', 'undecided', 'a rejection of a valid case', rejection({}, { kind: 'valid', json: {} })],
  ['errors:msg', 'pass', 'text', rejection()],
  ['errors:msg', 'fail', 'a space', rejection({ msg: ' ' })],
  ['errors:msg', 'undecided', 'a number, which the schema reports', rejection({ msg: 1 })],
  ['errors:msg', 'undecided', 'a rejection of a valid request', rejection({ msg: ' ' }, { kind: 'valid' })],
  ['errors:type', 'pass', 'text', rejection()],
  ['errors:type', 'fail', 'nothing', rejection({ type: '' })],
  ['errors:loc', 'pass', 'the location with the branch', withLoc(['body', branch, 'customer_id'])],
  ['errors:loc', 'pass', 'the location without the branch', withLoc(['body', 'customer_id'])],
  ['errors:loc', 'fail', 'another property', withLoc(['body', 'return_url'])],
  ['errors:loc', 'fail', 'the whole body', withLoc(['body'])],
  ['errors:loc', 'fail', 'the query', withLoc(['query', 'customer_id'])],
  ['errors:loc', 'fail', 'a pointer', withLoc(['body', '/customer_id'])],
  [
    'errors:loc',
    'pass',
    'the whole body, if that is invalid',
    withLoc(['body'], { violation: { instancePointer: '' }, sent: [] }),
  ],
  [
    'errors:loc',
    'pass',
    'the branch, if the whole body is invalid',
    withLoc(['body', branch], { violation: { instancePointer: '' }, sent: [] }),
  ],
  ['errors:loc', 'undecided', 'a loc that is not a list, which the schema reports', withLoc('body')],
  [
    'errors:loc',
    'undecided',
    'a request without violation',
    withLoc(['body'], { kind: 'probe', violation: undefined as never }),
  ],
  [
    'errors:loc',
    'undecided',
    'another location than a spelling that servers may accept',
    withLoc(['body', 'return_url'], {
      violation: { instancePointer: '/customer_id', clauses: [`${spelling}-strict`] },
    }),
  ],
  [
    'errors:loc',
    'fail',
    'another location than an invalid format',
    withLoc(['body', 'return_url'], { violation: { instancePointer: '/customer_id', clauses: [spelling] } }),
  ],
  [
    'errors:loc',
    'pass',
    'the id of the other branch, if both are missing',
    withLoc(['body', 'external_customer_id'], {
      violation: { instancePointer: '/customer_id', keyword: 'required' },
    }),
  ],
  [
    'errors:loc',
    'fail',
    'the id of the other branch, if the own one has a wrong type',
    withLoc(['body', 'external_customer_id'], { sent: { customer_id: 5 } }),
  ],
  ['errors:loc-resolves', 'pass', 'a missing property', withLoc(['body', branch, 'customer_id'])],
  ['errors:loc-resolves', 'fail', 'an undeclared name', withLoc(['body', branch, 'customer'])],
  ['errors:loc-resolves', 'fail', 'an index into an object', withLoc(['body', 0])],
  ['errors:input', 'pass', 'the object that lacks the property', rejection()],
  ['errors:input', 'pass', 'null for a missing property', rejection({ input: null })],
  ['errors:input', 'fail', 'another value for a missing property', rejection({ input: 'nothing' })],
  ['errors:input', 'pass', 'the value', given(5, { customer_id: 5 })],
  ['errors:input', 'fail', 'the value as text', given('5', { customer_id: 5 })],
  ['errors:input', 'fail', 'the whole body', given({ customer_id: 5 }, { customer_id: 5 })],
  ['errors:input', 'pass', 'a UUID in another spelling', given(`{${id.toLowerCase()}}`, { customer_id: id })],
  ['errors:input', 'fail', 'another UUID', given(id.replace('0F', '1F'), { customer_id: id })],
  ['errors:input', 'pass', 'a number written as a double', given([nested(echoed)], withNested)],
  ['errors:input', 'fail', 'another number', given([nested(1.495888998170696e19)], withNested)],
  [
    'errors:input',
    'pass',
    'a nested UUID in another spelling',
    given([nested(sent, id.toLowerCase())], withNested),
  ],
  ['errors:input', 'pass', 'names in another order', given({ b: 1, a: 2 }, { customer_id: { a: 2, b: 1 } })],
  ['errors:input', 'fail', 'one name more', given({ a: 1, b: 2 }, { customer_id: { a: 1 } })],
  ['errors:input', 'fail', 'one name less', given({ a: 1 }, { customer_id: { a: 1, b: 2 } })],
  ['errors:input', 'fail', 'an object instead of an array', given({ 0: 1 }, { customer_id: [1] })],
  ['errors:input', 'undecided', 'a loc that leads nowhere', given(5, { customer_id: 5 }, ['body', 'id'])],
];
