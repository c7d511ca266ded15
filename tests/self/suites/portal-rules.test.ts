import { describe, expect, it } from 'vitest';
import { startReference } from '../../../reference/server.ts';
import type { Json } from '../../../spec/json.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import { portalRequests, portalRules } from '../../../suites/polar/customer-sessions/portal-rules.ts';
import type { ComparisonResult, SuiteContext } from '../../../suites/suite.ts';
import { customerSessions } from '../../strength/catalogues/customer-sessions.ts';
import { runTrial } from '../../strength/trial.ts';
import { contract } from '../plan/reference-run.ts';

const individual = '0f0c9a6e-4a53-4d5e-9f43-0123456789ab';
const team = '1f0c9a6e-4a53-4d5e-9f43-0123456789ab';
const token = '‹session token 1›';
const context = {} as SuiteContext; // the rules of the portal do not use it

function createExchange(id: number, role: string, status: number, value: Json, sentToken?: string): Exchange {
  const text = JSON.stringify(value);
  const request = {
    ...{ method: 'GET', path: '/', headers: [], credentials: 'access' as const, body: { json: {} } },
    ...(sentToken !== undefined && { token: sentToken }),
  };
  return {
    id,
    case: { id: String(id), operation: 'o', kind: 'probe', description: role, role, covers: [], request },
    sent: {
      ...{ method: 'GET', url: 'http://127.0.0.1/' },
      headers: sentToken === undefined ? [] : [['authorization', `Bearer ${sentToken}`]],
    },
    response: {
      ...{ status, headers: [] },
      body: { text, bytes: text.length, truncated: false, json: { value } },
    },
    ...{ startedAt: 0, durationMs: 1, attempts: 1 },
  };
}

const createSession = (id: number, type: string, customer: string): Exchange =>
  createExchange(id, 'session', 201, {
    ...{ token: `‹session token ${id}›`, customer_id: customer },
    customer: { id: customer, type },
  });
const readPortal = (id: number, status: number, value: Json = {}, sentToken = token): Exchange =>
  createExchange(id, 'semantics:session-opens-portal', status, value, sentToken);
const readWithAccessToken = (id: number, status: number): Exchange =>
  createExchange(id, 'portal-control', status, {});
const readTruncated = (id: number, status: number): Exchange =>
  createExchange(id, 'semantics:portal-truncated-token', status, {}, token);

const session = createSession(1, 'individual', individual);

function compare(name: string, exchanges: readonly Exchange[]): ComparisonResult {
  const rule = portalRules.find((each) => each.name === `semantics:${name}`);
  return rule?.compare?.(exchanges, context);
}

describe('the requests to the portal', () => {
  const listNames = (exchanges: readonly Exchange[]) =>
    portalRequests.createRequests(exchanges, context).map(({ name, token: used }) => [name, used]);

  it('use the last session of each type of customer', () => {
    const sessions = [session, createSession(2, 'team', team), createSession(3, 'individual', individual)];
    expect(listNames(sessions)).toEqual([
      ['portal-individual', '‹session token 3›'],
      ['portal-team', '‹session token 2›'],
    ]);
    expect(listNames([])).toEqual([]);
  });

  it('truncate the token of a session that opened the portal', () => {
    expect(listNames([session, readPortal(2, 200)])).toEqual([['semantics:portal-truncated-token', token]]);
  });

  it('repeat a rejected request, and try the access token', () => {
    expect(listNames([session, readPortal(2, 401)])).toEqual([
      ['portal-again-0', token],
      ['portal-control', undefined],
    ]);
    for (const status of [307, 404, 405, 429, 501, 503])
      expect(listNames([session, readPortal(2, status)]), String(status)).toEqual([]);
  });
});

describe('semantics:session-opens-portal', () => {
  const judge = (...exchanges: Exchange[]) => compare('session-opens-portal', [session, ...exchanges]);

  it('passes with 200', () => {
    expect(judge(readPortal(2, 200))).toBe('pass');
  });

  it.each([401, 403, 422, 500])('fails with %i if the portal rejects access tokens', (status) => {
    expect(judge(readPortal(2, status), readWithAccessToken(3, 401))).toEqual({
      location: 'status',
      expected: expect.stringContaining('200'),
      received: { words: `status ${status}` },
      exchanges: [2, 1, 3],
    });
  });

  it.each([403, 404, 405, 503])(
    'is unverified if the access token gets %i: there may be no portal',
    (status) => {
      expect(judge(readPortal(2, 401), readWithAccessToken(3, status))).toBeUndefined();
    },
  );

  it('is unverified without the request with the access token, and with 404', () => {
    expect(judge(readPortal(2, 401))).toBeUndefined();
    expect(judge(readPortal(2, 404), readWithAccessToken(3, 401))).toBeUndefined();
  });

  it('is decided by the last request with a token', () => {
    expect(judge(readPortal(2, 401), readPortal(3, 200), readWithAccessToken(4, 401))).toBe('pass');
  });

  it('fails if only one of two sessions opens the portal', () => {
    const other = createSession(4, 'team', team);
    const exchanges = [other, readPortal(5, 401, {}, '‹session token 4›'), readWithAccessToken(6, 401)];
    expect(judge(readPortal(2, 200), ...exchanges)).toMatchObject({ exchanges: [5, 4, 6] });
  });
});

describe('semantics:portal-customer', () => {
  const judge = (value: Json) => compare('portal-customer', [session, readPortal(2, 200, value)]);

  it('passes for the customer of the session, whose id may be in upper case', () => {
    expect(judge({ id: individual })).toBe('pass');
    expect(judge({ id: individual.toUpperCase() })).toBe('pass');
  });

  it.each([{ id: team }, { id: null }, {}, [], { customer: { id: individual } }])(
    'fails with %j',
    (value) => {
      expect(judge(value)).toMatchObject({ location: { body: '/id' }, exchanges: [2, 1] });
    },
  );

  it('is unverified for a rejection, and for a token of no session', () => {
    expect(compare('portal-customer', [session, readPortal(2, 401)])).toBeUndefined();
    expect(compare('portal-customer', [session, readPortal(2, 200, {}, 'other')])).toBeUndefined();
  });
});

describe('semantics:portal-truncated-token', () => {
  const judge = (status: number) => compare('portal-truncated-token', [session, readTruncated(3, status)]);

  it('passes with 401', () => {
    expect(judge(401)).toBe('pass');
  });

  it.each([200, 403, 404])('fails with %i', (status) => {
    expect(judge(status)).toMatchObject({ location: 'status', exchanges: [3, 1] });
  });

  it.each([429, 500, 503])('is unverified with %i', (status) => {
    expect(judge(status)).toBeUndefined();
  });
});

describe('a run', () => {
  it.each([[], ['opaque-tokens'], ['member-model-off']])(
    'reads the portal with three tokens and records none of them: %j',
    async (...variant) => {
      const reference = await startReference({ variant });
      const catalogue = {
        ...customerSessions,
        start: async () => ({
          ...{ url: reference.url, fixtures: reference.fixtures, userMessages: new Map() },
          credentials: { access: reference.fixtures.accessToken },
          close: reference.close,
        }),
      };
      const { result } = await runTrial(catalogue, contract, {}, { seed: 1 });
      const exchanges = result.execution.recorder.exchanges();
      const read = exchanges.filter(({ case: { suiteOnly } }) => suiteOnly);
      expect(read.map(({ response }) => response?.status)).toEqual([200, 200, 401]);
      const sent = read.map(
        ({ sent: { headers } }) => headers.find(([name]) => name === 'authorization')?.[1],
      );
      expect(sent).toEqual([
        expect.stringMatching(/^Bearer ‹session token \d+›$/),
        expect.stringMatching(/^Bearer ‹session token \d+›$/),
        'Bearer ‹part of session token›',
      ]);
      expect(JSON.stringify(exchanges)).not.toMatch(/polar_(?:mst|cst)_\w|"token":"[0-9a-f]/);
    },
  );
});
