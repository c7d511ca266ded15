import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reference, startReference } from '../../../reference/server.ts';
import { isObject, type Json } from '../../../spec/json.ts';
import { ask, filled, serving } from './ask.ts';
import { returnUrls } from './facts/return-urls.ts';
import { facts } from './facts.ts';
import { closedTokens } from './population.ts';

let reference: Reference;

beforeAll(async () => {
  const bare = await startReference();
  reference = { ...bare, fixtures: { ...bare.fixtures, ...(await closedTokens(bare)) } };
});
afterAll(() => reference.close());

const sessionOf = async (body: Json): Promise<Record<string, Json>> => {
  const { status, body: session } = await ask(reference, { body });
  expect(status).toBe(201);
  return isObject(session) ? (session as Record<string, Json>) : {}; // a Json that is an object
};

function errorsOf(body: Json | undefined): string[] {
  const detail = isObject(body) && Array.isArray(body.detail) ? body.detail : [];
  return detail.map((entry) =>
    isObject(entry) && Array.isArray(entry.loc) ? `${entry.type} ${entry.loc.join('.')}` : '',
  );
}

describe('the reference answers as Polar does', () => {
  it.each(facts)('$says', async ({ asked, status, body, errors, headers = {} }) => {
    const answer = await ask(reference, asked);
    expect(answer.status, answer.text).toBe(status);
    if (body !== undefined)
      expect(answer.body).toMatchObject(JSON.parse(filled(JSON.stringify(body), reference.fixtures)));
    if (errors !== undefined) expect(errorsOf(answer.body)).toEqual(errors);
    for (const [name, pattern] of Object.entries(headers)) expect(answer.headers[name]).toMatch(pattern);
  });

  it.each(returnUrls)('the return URL %j comes back as %j', async (sent, returned) => {
    const { status, body } = await ask(reference, {
      body: { customer_id: '<customerId>', return_url: sent },
    });
    expect({ status, url: isObject(body) ? body.return_url : null }).toEqual({
      status: returned === undefined ? 422 : 201,
      url: returned,
    });
  });

  it.each(['upper', 'undashed', '{}', 'urn:uuid:'])(
    'a UUID may be spelled otherwise: %s',
    async (spelling) => {
      const id = reference.fixtures.customerId ?? '';
      const spelled = {
        upper: id.toUpperCase(),
        undashed: id.replaceAll('-', ''),
        '{}': `{${id}}`,
        'urn:uuid:': `urn:uuid:${id}`,
      }[spelling];
      expect((await sessionOf({ customer_id: spelled ?? null })).customer_id).toBe(id);
    },
  );
});

describe('a session', () => {
  it('has a token of 37 characters and their checksum', async () => {
    const { token } = await sessionOf({ customer_id: '<customerId>' });
    const [, body = '', digits = ''] =
      /^polar_mst_([A-Za-z0-9]{37})([A-Za-z0-9]{6})$/.exec(String(token)) ?? [];
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    expect([...digits].reduce((sum, digit) => sum * 62 + alphabet.indexOf(digit), 0)).toBe(crc32(body));
  });

  it('expires an hour after it is made, microseconds earlier', async () => {
    const { created_at, expires_at } = await sessionOf({ customer_id: '<customerId>' });
    expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    const span = Date.parse(String(expires_at)) - Date.parse(String(created_at));
    expect(span).toBeGreaterThanOrEqual(3_599_999);
    expect(span).toBeLessThanOrEqual(3_600_000);
  });

  it('has the token and the encoded e-mail in its portal URL', async () => {
    const { token, customer_portal_url } = await sessionOf({ external_customer_id: 'kunde/größe ☃?&=%' });
    const url = new URL(String(customer_portal_url));
    expect(url.pathname).toBe('/acme/portal');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      customer_session_token: token,
      email: 'jürgen+test@müller.example',
    });
  });

  it('belongs to a customer when the member model is off', async () => {
    const { status, body } = await serving({ memberModel: false }, (other) =>
      ask(other, { body: { customer_id: '<teamCustomerId>', external_member_id: 'nobody' } }),
    );
    expect(status).toBe(201);
    expect(isObject(body) && body.token).toMatch(/^polar_cst_/);
  });
});
