import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, type Redactor } from '../../../redaction/redactor.ts';
import { accessToken as secret } from '../http/sample.ts';

const redactorWith = (label = 'access token', value = secret): Redactor => {
  const redactor = createRedactor();
  redactor.conceal(label, value);
  return redactor;
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const percent = (text: string, upper = true): string =>
  [...text]
    .map((char) => `%${char.charCodeAt(0).toString(16)[upper ? 'toUpperCase' : 'toLowerCase']()}`)
    .join('');
const unicode = (text: string): string =>
  [...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** Ways in which a server may echo a text. */
const echoes: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'in words': (text) => `no access for ${text}, sorry`,
  'in JSON': (text) => JSON.stringify({ detail: text }),
  'JSON-escaped': (text) => unicode(text),
  'JSON in JSON': (text) => JSON.stringify(JSON.stringify({ detail: text })),
  'JSON-escaped in JSON': (text) => JSON.stringify(unicode(text)),
  'percent-encoded': (text) => percent(text),
  'percent-encoded in lower case': (text) => percent(text, false),
  'percent-encoded in part': (text) =>
    `${percent(text.slice(0, 9))}${text.slice(9, -3)}${percent(text.slice(-3))}`,
  'percent-encoded twice': (text) => encodeURIComponent(percent(text)),
  'HTML-escaped': (text) => [...text].map((char) => `&#${char.charCodeAt(0)};`).join(''),
  base64: base64,
  'base64 one off': (text) => base64(`x${text}`),
  'base64 two off': (text) => base64(`xy${text}z`),
  base64url: (text) => Buffer.from(`??>>${text}??>>`).toString('base64url'),
  'base64 behind a path': (text) => `/a/b/${base64(text)}`,
  'base64 percent-encoded': (text) => encodeURIComponent(base64(`~~${text}`)),
  'Basic credentials': (text) => `Basic ${base64(`${text}:`)}`,
};

/** Whether 16 characters in a row of the secret can be read from the text in any of the usual ways. */
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
  for (const [way, echo] of Object.entries(echoes)) {
    test(`${way} is replaced whole`, () => {
      const redacted = redactorWith().text(echo(secret));
      expect(redacted).toContain('‹access token›');
      expect(discloses(redacted, secret)).toBe(false);
    });

    test(`${way} is replaced in parts of 16 characters and more`, () => {
      fc.assert(
        fc.property(
          fc.nat(secret.length - 16),
          fc.nat(secret.length),
          fc.string({ maxLength: 30 }),
          (start, length, before) => {
            const part = secret.slice(start, Math.max(start + 16, length));
            const redacted = redactorWith().text(`${before} ${echo(part)} .`);
            expect(redacted).toMatch(/‹(part of )?access token›/);
            expect(discloses(redacted, secret)).toBe(false);
          },
        ),
        { numRuns: 50 },
      );
    });
  }

  test('with a character more or less is told apart from the whole', () => {
    const redactor = redactorWith();
    expect(redactor.text(`Bearer ${secret}x`)).toBe('Bearer ‹access token›x');
    expect(redactor.text(`Bearer ${secret.slice(0, -1)}`)).toBe('Bearer ‹part of access token›');
  });

  test('of a few characters is replaced only as a word', () => {
    expect(redactorWith('access token', 'dev').text('dev is no device, dev-1')).toBe(
      '‹access token› is no device, ‹access token›-1',
    );
  });

  test('that shares its beginning with another is told apart', () => {
    const redactor = redactorWith('access token', 'polar_oat_canary_number_one_and_only');
    redactor.conceal('unscoped access token', 'polar_oat_canary_number_two_and_last');
    expect(redactor.text('polar_oat_canary_number_two_and_last')).toBe('‹unscoped access token›');
  });

  test('is cut out of overlapping ones without a rest', () => {
    const redactor = redactorWith('one', 'abcdefghijklmnopqrstuvwxyz0123456789');
    redactor.conceal('two', 'uvwxyz0123456789ABCDEFGHIJ');
    expect(redactor.text('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ')).toBe('‹one›‹part of two›');
  });

  test('is not seen where there is none', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: 'binary' }),
        (text) => redactorWith().text(text) === text,
      ),
    );
  });
});

describe('a session token', () => {
  const token = (letter: string): string =>
    `polar_cst_${letter.repeat(3)}AbCdEfGhIjKlMnOpQrStUvWxYz0123456789${letter.repeat(8)}`;
  const answer = (value: string) => {
    const json = {
      token: value,
      customer_portal_url: `https://example.com/portal?customer_session_token=${value}&email=a%40b.example`,
    };
    return { text: JSON.stringify(json), json };
  };

  test('is numbered by the exchange that brought it, also in the portal URL', () => {
    const redactor = createRedactor();
    const { text, json } = answer(token('x'));
    redactor.learn(7, { text, json }, '');
    const redacted = redactor.text(text);
    expect(redactor.json(json, text, redacted)).toEqual({
      token: '‹session token 7›',
      customer_portal_url:
        'https://example.com/portal?customer_session_token=‹session token 7›&email=a%40b.example',
    });
    expect(JSON.parse(redacted)).toEqual(redactor.json(json, text, redacted));
  });

  test('that comes again keeps its number, and another in the same answer gets its own', () => {
    const redactor = createRedactor();
    redactor.learn(7, answer(token('x')), '');
    redactor.learn(8, { text: `${token('x')} ${token('y')} ${token('z')}` }, '');
    expect(redactor.text(`${token('x')} ${token('y')} ${token('z')}`)).toBe(
      '‹session token 7› ‹session token 8› ‹session token 8.2›',
    );
  });

  test('is filled in again, and its public prefix can be told', () => {
    const redactor = createRedactor();
    redactor.learn(7, answer(token('x')), '');
    expect(redactor.expand('Bearer ‹session token 7›')).toBe(`Bearer ${token('x')}`);
    expect(redactor.expand('‹session token 8› ‹access token›')).toBe('‹session token 8› ‹access token›');
    expect(redactor.prefixOf('‹session token 7›')).toBe('polar_cst_');
    expect(redactor.latest()).toBe(token('x'));
  });

  test('of any look is known by its name', () => {
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
    redactor.learn(1, { text, json }, '');
    expect(redactor.json(json, text, redactor.text(text))).toEqual({
      data: [
        {
          access_token: '‹session token 1›',
          clientSecret: '‹session token 1.2›',
          token_type: 'bearer_token',
        },
      ],
    });
    expect(redactor.text(text)).not.toMatch(/horse|staple/);
  });

  test('is none where the request itself said the same', () => {
    const redactor = createRedactor();
    const json = { token: '6f1c1a52-9a4e-4f2b-8d6e-1f2a3b4c5d6e' };
    redactor.learn(1, { text: JSON.stringify(json), json }, `{"customer_id":"${json.token}"}`);
    expect(redactor.text(json.token)).toBe(json.token);
  });

  test('that was never learnt is masked by its look', () => {
    expect(createRedactor().text(`see ${token('q')}`)).toBe('see ‹token›');
  });

  test('of long ago is forgotten, and memory with it', () => {
    const redactor = createRedactor(undefined, 100);
    const number = (index: number): string =>
      `polar_cst_${String(index).padStart(8, '0')}AbCdEfGhIjKlMnOpQrStUvWxYz${index}`;
    for (let index = 1; index <= 1000; index += 1) redactor.learn(index, answer(number(index)), '');
    expect(redactor.text(number(1000))).toBe('‹session token 1000›');
    expect(redactor.expand('‹session token 900›')).toBe('‹session token 900›');
    expect(redactor.text(number(1))).not.toContain('0001');
  });
});

test('megabytes of anything are searched in bounded time', () => {
  const redactor = redactorWith();
  redactor.conceal('dull', 'a'.repeat(40));
  const started = performance.now();
  for (const text of ['a', '%61', '\\u0061', 'ab/', '‹']) redactor.text(text.repeat(1_000_000 / text.length));
  expect(performance.now() - started).toBeLessThan(10_000);
});
