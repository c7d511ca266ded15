import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReferenceServer, startReference } from '../../../reference/server.ts';
import { isObject, type Json } from '../../../spec/json.ts';
import { createRejectedTokens } from './built-in-data.ts';
import { returnUrls } from './observations/return-urls.ts';
import { observations } from './observations.ts';
import { fillFixtures, sendRequest, withReference } from './send-request.ts';

let reference: ReferenceServer;

beforeAll(async () => {
  const bare = await startReference();
  reference = { ...bare, fixtures: { ...bare.fixtures, ...(await createRejectedTokens(bare)) } };
});
afterAll(() => reference.close());

const createSession = async (body: Json): Promise<Record<string, Json>> => {
  const { status, body: session } = await sendRequest(reference, { body });
  expect(status).toBe(201);
  return isObject(session) ? (session as Record<string, Json>) : {}; // a JSON value that is an object
};

function listErrors(body: Json | undefined): string[] {
  const detail = isObject(body) && Array.isArray(body.detail) ? body.detail : [];
  return detail.map((entry) =>
    isObject(entry) && Array.isArray(entry.loc) ? `${entry.type} ${entry.loc.join('.')}` : '',
  );
}

describe('the reference responds as Polar does', () => {
  it.each(observations)('$description', async ({ request, status, body, errors, headers = {} }) => {
    const response = await sendRequest(reference, request);
    expect(response.status, response.text).toBe(status);
    if (body !== undefined)
      expect(response.body).toMatchObject(JSON.parse(fillFixtures(JSON.stringify(body), reference.fixtures)));
    if (errors !== undefined) expect(listErrors(response.body)).toEqual(errors);
    for (const [name, pattern] of Object.entries(headers)) expect(response.headers[name]).toMatch(pattern);
  });

  it.each(returnUrls)('the return URL %j is normalized to %j', async (sent, normalized) => {
    const { status, body } = await sendRequest(reference, {
      body: { customer_id: '<customerId>', return_url: sent },
    });
    expect({ status, url: isObject(body) ? body.return_url : null }).toEqual({
      status: normalized === undefined ? 422 : 201,
      url: normalized,
    });
  });

  it('does not name a version that is not found', async () => {
    const response = await sendRequest(reference, { body: {}, version: '2001-01' });
    expect(response).toMatchObject({ status: 404, headers: { date: expect.any(String) } });
    expect(response.headers).not.toHaveProperty('polar-version');
  });

  it.each(['upper', 'undashed', '{}', 'urn:uuid:'])(
    'other forms of a UUID are accepted: %s',
    async (form) => {
      const id = reference.fixtures.customerId ?? '';
      const text = {
        upper: id.toUpperCase(),
        undashed: id.replaceAll('-', ''),
        '{}': `{${id}}`,
        'urn:uuid:': `urn:uuid:${id}`,
      }[form];
      expect((await createSession({ customer_id: text ?? null })).customer_id).toBe(id);
    },
  );
});

describe('a session', () => {
  it('has a token of 37 characters and a checksum', async () => {
    const { token } = await createSession({ customer_id: '<customerId>' });
    const [, body = '', digits = ''] =
      /^polar_mst_([A-Za-z0-9]{37})([A-Za-z0-9]{6})$/.exec(String(token)) ?? [];
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    expect([...digits].reduce((sum, digit) => sum * 62 + alphabet.indexOf(digit), 0)).toBe(crc32(body));
  });

  it('expires an hour after its creation, a few microseconds early', async () => {
    const { created_at, expires_at } = await createSession({ customer_id: '<customerId>' });
    expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    const lifetimeMs = Date.parse(String(expires_at)) - Date.parse(String(created_at));
    expect(lifetimeMs).toBeGreaterThanOrEqual(3_599_999);
    expect(lifetimeMs).toBeLessThanOrEqual(3_600_000);
  });

  it('has the token and the encoded email in its portal URL', async () => {
    const { token, customer_portal_url } = await createSession({ external_customer_id: 'kunde/größe ☃?&=%' });
    const url = new URL(String(customer_portal_url));
    expect(url.pathname).toBe('/acme/portal');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      customer_session_token: token,
      email: 'jürgen+test@müller.example',
    });
  });

  it('belongs to a customer when the member model is off', async () => {
    const { status, body } = await withReference({ memberModel: false }, (other) =>
      sendRequest(other, { body: { customer_id: '<teamCustomerId>', external_member_id: 'nobody' } }),
    );
    expect(status).toBe(201);
    expect(isObject(body) && body.token).toMatch(/^polar_cst_/);
  });
});
