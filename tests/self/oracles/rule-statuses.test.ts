import { expect, it } from 'vitest';
import { authentication } from '../../../oracles/rules/authentication.ts';
import { disclosure } from '../../../oracles/rules/disclosure.ts';
import { errors } from '../../../oracles/rules/errors.ts';
import { headerSyntax } from '../../../oracles/rules/header-syntax.ts';
import { protocol } from '../../../oracles/rules/protocol.ts';
import { security } from '../../../oracles/rules/security.ts';
import { rules } from '../../../spec/clauses/rules.ts';
import { createModel, json } from '../spec/create-model.ts';
import { judgeResponse } from './judge-response.ts';

const oracles = { ...authentication, ...disclosure, ...errors, ...headerSyntax, ...protocol, ...security };

/** Judged by the lack of a response, or by comparing responses. */
const judgedOtherwise = ['protocol:answered', 'protocol:head'];

it.each(rules.map((rule) => [rule.name, rule] as const))(
  '%s is judged either by an oracle, or by the status of its request',
  (name, { status }) => {
    const hasOracle = Object.hasOwn(oracles, name) || judgedOtherwise.includes(name);
    expect(hasOracle).toBe(status === undefined);
  },
);

const statuses = [200, 204, 301, 400, 401, 403, 404, 405, 415, 422, 500, 501];
const success = [200, 204];
const clientErrors = statuses.filter((status) => status >= 400 && status < 500);
const model = await createModel(
  { security: [{ token: [] }], requestBody: { required: true, content: json({}) } },
  '/books',
  true,
);

const table: readonly [request: string, rules: readonly string[], statuses: readonly number[]][] = [
  [
    'wrong credentials',
    ['none', 'unknown', 'truncated', 'extended', 'before-validation'].map((name) => `authentication:${name}`),
    [401],
  ],
  [
    'malformed credentials',
    ['empty', 'basic', 'bare', 'other-scheme', 'non-ascii'].map((name) => `authentication:${name}`),
    [400, 401],
  ],
  ['the token of a session', ['authentication:session-token'], [401, 403]],
  ['a token without the scope', ['authentication:unscoped'], [403]],
  [
    'another spelling of a valid request',
    ['authentication:scheme-case', 'protocol:charset', 'protocol:json-spelling'],
    success,
  ],
  ['another method', ['protocol:other-methods'], [301, ...clientErrors, 501]],
  ['another method, precisely', ['protocol:method-not-allowed'], [405]],
  ['OPTIONS', ['protocol:options'], [...success, 301, ...clientErrors, 501]],
  ['another path', ['protocol:other-paths'], [301, ...clientErrors]],
  ['another path, precisely', ['protocol:not-found'], [404]],
  ['another media type', ['protocol:other-media-type', 'protocol:no-media-type'], clientErrors],
  ['another media type, precisely', ['protocol:unsupported-media-type'], [415]],
  ['HEAD without credentials', ['authentication:head'], [301, ...clientErrors, 501]],
  [
    'what a server may accept or reject',
    [
      ...['duplicate-names', 'huge-number', 'long-integer', 'lone-surrogate', 'nul', 'nesting'],
      ...['long-string', 'byte-order-mark', 'prototype-names', 'deep-nesting', 'large-body'],
    ].map((name) => `robustness:${name}`),
    [...success, ...clientErrors],
  ],
  [
    'what is not JSON',
    ['nan', 'invalid-utf-8', 'empty-body', 'cut-off', 'trailing-data'].map((name) => `robustness:${name}`),
    clientErrors,
  ],
  ['texts that an interpreter executes', ['robustness:injection'], [...success, 301, ...clientErrors]],
  [
    'numbers beyond a range and malformed paths',
    ['robustness:large-integer', 'robustness:malformed-path'],
    [...success, 301, ...clientErrors],
  ],
];

it.each(table)('the response to %s (%j) has one of the statuses %j', (_, names, expected) => {
  for (const name of names) {
    const probe = { role: name, covers: [`a/${name}`] };
    const passed = statuses.filter((status) => judgeResponse(model, name, probe, { status }) === 'pass');
    expect(passed, name).toEqual(expected);
  }
});

it('a 405 for an unknown path shows only that a path exists which the document does not describe', () => {
  const name = 'protocol:not-found';
  const judge = (status: number) =>
    judgeResponse(model, name, { role: name, covers: [`a/${name}`] }, { status });
  expect([judge(405), judge(403)]).toEqual(['undecided', 'fail']);
});

it('a server error that the document lists by its status passes, unless it is 500', async () => {
  const described = Object.fromEntries(
    ['200', '500', '501', '5XX'].map((status) => [status, { description: '' }]),
  );
  const own = await createModel({ responses: described }, '/books');
  const judge = (status: number) => judgeResponse(own, 'protocol:no-server-error', {}, { status });
  expect([200, 500, 501, 502].map(judge)).toEqual(['pass', 'fail', 'pass', 'fail']);
});

it('the table has every rule that a status decides', () => {
  const decided = rules.filter(({ status }) => status).map(({ name }) => name);
  expect(table.flatMap(([, names]) => names).toSorted()).toEqual(decided.toSorted());
});
