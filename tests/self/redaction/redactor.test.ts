import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, type Redactor } from '../../../redaction/redactor.ts';
import { accessToken as secret } from '../http/test-client.ts';

const createRedactorWith = (label = 'access token', value = secret): Redactor => {
  const redactor = createRedactor();
  redactor.addSecret(label, value);
  return redactor;
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const percent = (text: string, upper = true): string =>
  [...text]
    .map((char) => `%${char.charCodeAt(0).toString(16)[upper ? 'toUpperCase' : 'toLowerCase']()}`)
    .join('');
const unicode = (text: string): string =>
  [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** Encodings in which a server may echo a text. */
const echoes: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'in a sentence': (text) => `no access for ${text}, sorry`,
  'in JSON': (text) => JSON.stringify({ detail: text }),
  'JSON-escaped': (text) => unicode(text),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify({ detail: text })),
  'JSON-escaped in JSON': (text) => JSON.stringify(unicode(text)),
  'percent-encoded': (text) => percent(text),
  'percent-encoded in lower case': (text) => percent(text, false),
  'partly percent-encoded': (text) =>
    `${percent(text.slice(0, 9))}${text.slice(9, -3)}${percent(text.slice(-3))}`,
  'percent-encoded twice': (text) => encodeURIComponent(percent(text)),
  'HTML-escaped': (text) => [...text].map((char) => `&#${char.charCodeAt(0)};`).join(''),
  base64: base64,
  'base64 after one byte': (text) => base64(`x${text}`),
  'base64 after two bytes': (text) => base64(`xy${text}z`),
  base64url: (text) => Buffer.from(`??>>${text}??>>`).toString('base64url'),
  'base64 in a path': (text) => `/a/b/${base64(text)}`,
  'base64 percent-encoded': (text) => encodeURIComponent(base64(`~~${text}`)),
  'Basic credentials': (text) => `Basic ${base64(`${text}:`)}`,
};

/** Whether the text discloses 16 consecutive characters of the secret, plain, percent-encoded or in base64. */
function discloses(text: string, value: string): boolean {
  const readings = [
    text,
    text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  ];
  for (let shift = 0; shift < 4; shift += 1) {
    for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{20,}/g))
      readings.push(Buffer.from(run.slice(shift), 'base64').toString('latin1'));
  }
  return readings.some((reading) =>
    Array.from(value).some((_, at) => at + 16 <= value.length && reading.includes(value.slice(at, at + 16))),
  );
}

describe('a secret', () => {
  for (const [encoding, echo] of Object.entries(echoes)) {
    test(`${encoding} is replaced completely`, () => {
      const redacted = createRedactorWith().redactText(echo(secret));
      expect(redacted).toContain('‹access token›');
      expect(discloses(redacted, secret)).toBe(false);
    });

    test(`${encoding} is replaced if 16 or more of its characters occur`, () => {
      fc.assert(
        fc.property(
          fc.nat(secret.length - 16),
          fc.nat(secret.length),
          fc.string({ maxLength: 30 }),
          (start, length, before) => {
            const part = secret.slice(start, Math.max(start + 16, length));
            const redacted = createRedactorWith().redactText(`${before} ${echo(part)} .`);
            expect(redacted).toMatch(/‹(part of )?access token›/);
            expect(discloses(redacted, secret)).toBe(false);
          },
        ),
        { numRuns: 50 },
      );
    });
  }

  test('with an additional or a missing character is distinguished from the whole secret', () => {
    const redactor = createRedactorWith();
    expect(redactor.redactText(`Bearer ${secret}x`)).toBe('Bearer ‹access token›x');
    expect(redactor.redactText(`Bearer ${secret.slice(0, -1)}`)).toBe('Bearer ‹part of access token›');
  });

  test('of less than 8 characters is replaced only as a whole word', () => {
    expect(createRedactorWith('access token', 'dev').redactText('dev is not device, dev-1')).toBe(
      '‹access token› is not device, ‹access token›-1',
    );
  });

  test('that shares a prefix with another is distinguished from it', () => {
    const redactor = createRedactorWith('access token', 'polar_oat_canary_number_one_and_only');
    redactor.addSecret('unscoped access token', 'polar_oat_canary_number_two_and_last');
    expect(redactor.redactText('polar_oat_canary_number_two_and_last')).toBe('‹unscoped access token›');
  });

  test('is replaced completely where it overlaps with another', () => {
    const redactor = createRedactorWith('one', 'abcdefghijklmnopqrstuvwxyz0123456789');
    redactor.addSecret('two', 'uvwxyz0123456789ABCDEFGHIJ');
    expect(redactor.redactText('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ')).toBe('‹one›‹part of two›');
  });

  test('is not found in text without secrets', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: 'binary' }),
        (text) => createRedactorWith().redactText(text) === text,
      ),
    );
  });
});

describe('a session token', () => {
  const token = (letter: string): string =>
    `polar_cst_${letter.repeat(3)}AbCdEfGhIjKlMnOpQrStUvWxYz0123456789${letter.repeat(8)}`;
  const createResponse = (value: string) => {
    const json = {
      token: value,
      customer_portal_url: `https://example.com/portal?customer_session_token=${value}&email=a%40b.example`,
    };
    return { text: JSON.stringify(json), json };
  };

  test('is numbered by the id of its exchange, also in the portal URL', () => {
    const redactor = createRedactor();
    const { text, json } = createResponse(token('x'));
    redactor.learnSecrets(7, { text, json }, '');
    const redacted = redactor.redactText(text);
    expect(redactor.redactJson(json, text, redacted)).toEqual({
      token: '‹session token 7›',
      customer_portal_url:
        'https://example.com/portal?customer_session_token=‹session token 7›&email=a%40b.example',
    });
    expect(JSON.parse(redacted)).toEqual(redactor.redactJson(json, text, redacted));
  });

  test('keeps its number when it occurs again, and others in the same response get their own', () => {
    const redactor = createRedactor();
    redactor.learnSecrets(7, createResponse(token('x')), '');
    redactor.learnSecrets(8, { text: `${token('x')} ${token('y')} ${token('z')}` }, '');
    expect(redactor.redactText(`${token('x')} ${token('y')} ${token('z')}`)).toBe(
      '‹session token 7› ‹session token 8› ‹session token 8.2›',
    );
  });

  test('can be restored from its placeholder, and its public prefix is available', () => {
    const redactor = createRedactor();
    redactor.learnSecrets(7, createResponse(token('x')), '');
    expect(redactor.expandPlaceholders('Bearer ‹session token 7›')).toBe(`Bearer ${token('x')}`);
    expect(redactor.expandPlaceholders('‹session token 8› ‹access token›')).toBe(
      '‹session token 8› ‹access token›',
    );
    expect(redactor.publicPrefix('‹session token 7›')).toBe('polar_cst_');
    expect(redactor.latestSessionToken()).toBe(token('x'));
  });

  test('of any form is detected by its property name', () => {
    const redactor = createRedactor();
    const json = {
      data: [
        {
          access_token: 'correct horse "battery"',
          clientSecret: 'staple-staple',
          token_type: 'bearer_token',
        },
      ],
    };
    const text = JSON.stringify(json);
    redactor.learnSecrets(1, { text, json }, '');
    expect(redactor.redactJson(json, text, redactor.redactText(text))).toEqual({
      data: [
        {
          access_token: '‹session token 1›',
          clientSecret: '‹session token 1.2›',
          token_type: 'bearer_token',
        },
      ],
    });
    expect(redactor.redactText(text)).not.toMatch(/horse|staple/);
  });

  test('is not detected where the request itself contained the value', () => {
    const redactor = createRedactor();
    const json = { token: '6f1c1a52-9a4e-4f2b-8d6e-1f2a3b4c5d6e' };
    redactor.learnSecrets(1, { text: JSON.stringify(json), json }, `{"customer_id":"${json.token}"}`);
    expect(redactor.redactText(json.token)).toBe(json.token);
  });

  test('that was never learned is detected by its form', () => {
    expect(createRedactor().redactText(`see ${token('q')}`)).toBe('see ‹token›');
  });

  test('is forgotten after many others, so that memory stays bounded', () => {
    const redactor = createRedactor(undefined, 100);
    const number = (index: number): string =>
      `polar_cst_${String(index).padStart(8, '0')}AbCdEfGhIjKlMnOpQrStUvWxYz${index}`;
    for (let index = 1; index <= 1000; index += 1)
      redactor.learnSecrets(index, createResponse(number(index)), '');
    expect(redactor.redactText(number(1000))).toBe('‹session token 1000›');
    expect(redactor.expandPlaceholders('‹session token 900›')).toBe('‹session token 900›');
    expect(redactor.redactText(number(1))).not.toContain('0001');
  });

  test('is not forgotten if it is also a secret of the user', () => {
    const redactor = createRedactor(undefined, 2);
    const learn = (id: number, secret: string) =>
      redactor.learnSecrets(id, { text: '', json: { token: secret } }, '');
    learn(1, 'issued-by-a-login');
    redactor.addSecret('access token', 'issued-by-a-login');
    for (let id = 2; id <= 9; id += 1) learn(id, `another-secret-${id}`);
    expect(redactor.redactText('issued-by-a-login another-secret-2')).toBe(
      '‹session token 1› another-secret-2',
    );
  });
});

test('megabytes of repetitive text are searched in bounded time', () => {
  const redactor = createRedactorWith();
  redactor.addSecret('dull', 'a'.repeat(40));
  const started = performance.now();
  for (const text of ['a', '%61', '\\u0061', 'ab/', '‹'])
    redactor.redactText(text.repeat(1_000_000 / text.length));
  expect(performance.now() - started).toBeLessThan(10_000);
});
