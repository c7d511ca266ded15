import { expect, it } from 'vitest';
import { findClausePart } from '../../../oracles/blames-other-part.ts';
import { judgeClause } from './exchange.ts';

const clause = 'request@CustomerSessionCustomerIDCreate/return_url@string:format';
const sent = { customer_id: 'x', return_url: 'y' };

it.each([
  ['return_url is no URL', 'pass'],
  ['customer_id is unknown', 'undecided'],
  ['customer_id and return_url do not fit', 'pass'],
  ['bad request', 'pass'],
  ['the email is wrong', 'pass'],
])('a rejection of a violation with the text %j: %s', (detail, result) => {
  const violation = { instancePointer: '/return_url', clauses: [clause] };
  expect(judgeClause(clause, { kind: 'invalid', violation, status: 422, sent, json: { detail } })).toBe(
    result,
  );
});

it.each([
  [400, 'return_url is no URL', 'fail'],
  [400, 'customer_id is unknown', 'undecided'],
  [403, 'customer_id is unknown', 'fail'],
  [400, 'bad request', 'fail'],
])('a rejection of a valid request with %d and the text %j: %s', (status, detail, result) => {
  const accepts = 'request@CustomerSessionCustomerIDCreate/return_url@string:accepts-longest';
  expect(judgeClause(accepts, { kind: 'valid', covers: [accepts], status, sent, json: { detail } })).toBe(
    result,
  );
});

it.each([
  ['op/request/a/b:type', 'b'],
  ['op/request/a@string/-:type', 'a'],
  ['op/request/a/+/-@A:required', 'a'],
  ['op/request@A:type', ''],
  ['op/request:accepts-any', ''],
  ['op/request/query.limit:maximum', 'limit'],
])('the clause %s is about the part %j', (id, part) => {
  expect(findClausePart(id)).toBe(part);
});
