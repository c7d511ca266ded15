import { expect, it } from 'vitest';
import type { Clause, Family } from '../../../spec/clauses/clause.ts';
import { describeCommonCauses, describeMethod } from '../../../spec/clauses/explanations.ts';
import { rules } from '../../../spec/clauses/rules.ts';

const createClause = (name: string, family: Family, parts: Partial<Clause> = {}): Clause => ({
  ...{ id: `books:create/${name}`, operation: 'books:create', level: 'MUST', family, description: '' },
  ...parts,
});

it.each<[name: string, family: Family, method: RegExp]>([
  ['rule:shelved', 'semantics', /^The function of the rule judges/],
  ['semantics:rule:', 'semantics', /^(?!The function of the rule)/],
  ['422/detail:type', 'errors', /^Every response with the documented status 422 is parsed/],
  ['4XX:type', 'errors', /^Every response with the documented status 4XX is parsed/],
  ['default/detail:type', 'errors', /^Every response with the documented status default is parsed/],
  [
    '422(application/problem+json):type',
    'errors',
    /^Every response with the documented status 422 is parsed/,
  ],
  ['422@Problem:type', 'errors', /^Every response with the documented status 422 is parsed/],
  ['4xx:type', 'errors', /^Every response with the documented status 4xx is parsed/],
  ['errors:detail', 'errors', /^(?!Every response with the documented status)/],
  ['4222:type', 'errors', /^(?!Every response with the documented status)/],
  ['201/title:type', 'response shape', /^(?!Every response with the documented status 201 is parsed)/],
])('the method of %s (%s) is %s', (name, family, method) => {
  expect(describeMethod(createClause(name, family))).toMatch(method);
});

it.each<[name: string, family: Family, parts: Partial<Clause>, causes: RegExp]>([
  ['request/a:accepts-null', 'valid requests', {}, /confuses null with absent/],
  ['request/a:accepts-some', 'valid requests', {}, /does not know the parameter/],
  ['request/a:accepts', 'valid requests', {}, /has a check that is not in the document/],
  ['request/a:accepted', 'valid requests', {}, /has a check that is not in the document/],
  ['request/a:accepts-unknown', 'valid requests', {}, /has a check that is not in the document/],
  ['request/a:accepts-null:type', 'response shape', { keyword: 'type' }, /^(?!.*confuses null with absent)/],
  ['request/a:accepted:type', 'invalid requests', { keyword: 'type' }, /^(?!The server has a check)/],
  ['201/pet:selected-branch', 'response shape', {}, /tag of another branch/],
  ['201/password:writeOnly', 'response shape', {}, /stored record, in which passwords/],
  [':writeOnly:type', 'response shape', { keyword: 'type' }, /^(?!.*stored record)/],
  ['unknown', 'protocol', {}, /^No common cause is known/],
  ['unknown:rule', 'protocol', {}, /^No common cause is known/],
])('the common causes of %s (%s, %j) are %s', (name, family, parts, causes) => {
  expect(describeCommonCauses(createClause(name, family, parts))).toMatch(causes);
});

it('the causes of a keyword are those of requests or of responses', () => {
  const describe = (family: Family) =>
    describeCommonCauses(createClause('request/a:type', family, { keyword: 'type' }));
  expect(describe('invalid requests')).not.toBe(describe('response shape'));
  expect(describe('valid requests')).toBe(describe('response shape'));
});

it('every rule has common causes, of its own or those of its family', () => {
  const causes = rules.map(({ name, family }) => describeCommonCauses(createClause(name, family)));
  expect(rules.filter((_, i) => /^No common cause/.test(causes[i] ?? '')).map(({ name }) => name)).toEqual(
    [],
  );
  const byFamily = describeCommonCauses(createClause('authentication:anything', 'authentication'));
  expect(describeCommonCauses(createClause('authentication:else', 'authentication'))).toBe(byFamily);
});
