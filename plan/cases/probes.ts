import type { JsonObject } from '../../spec/json.ts';
import type { Credentials, RequestSpec } from '../../spec/openapi/exchange.ts';
import {
  firstText,
  nested,
  notUtf8,
  spellOut,
  withFirstTwice,
  withMember,
  withRaw,
} from './malformed-bodies.ts';
import { type Template, withBody, withJson } from './request-template.ts';

/** What a probe is made from. */
export interface ProbeInput {
  template: Template;
  /** A valid body; null where the operation takes none. */
  body: JsonObject | null;
  /** The body with whatever else it may have. */
  fullBody: JsonObject | null;
  /** A valid body whose first property is text without a format, where there is one: what it says may be anything. */
  freeBody: JsonObject | null;
  /** Whether the body is known to be accepted, so that a probe may expect success. */
  known: boolean;
  /** The methods that the document declares for this path. */
  declared: ReadonlySet<string>;
  /** Whether the target is this machine's own. */
  local: boolean;
  hasUnscopedToken: boolean;
  /** From the seed: a word that names nothing. */
  word: string;
}

/** One request that asks a rule's question. */
interface Probe {
  /** The rules that its answer is for, the first being its role. */
  rules: readonly string[];
  says: string;
  /** Undefined where it cannot be asked. */
  request(input: ProbeInput): RequestSpec | undefined;
}

const valid = ({ template, body }: ProbeInput): RequestSpec =>
  body === null ? template.request : withJson(template, body);

const withCredentials = (name: string, says: string, credentials: Credentials): Probe => ({
  rules: [`authentication:${name}`],
  says,
  request: (input) => ({ ...valid(input), credentials }),
});

const withText = (
  name: string,
  says: string,
  text: (body: JsonObject, free: JsonObject) => string,
): Probe => ({
  rules: [`robustness:${name}`],
  says,
  request: ({ template, body, freeBody }) =>
    body === null ? undefined : withBody(template, { text: text(body, freeBody ?? body) }),
});

const otherMethod = (method: string): Probe => ({
  rules: ['protocol:other-methods', 'protocol:method-not-allowed'],
  says: `${method} instead of the declared method`,
  request: (input) => {
    const declared = input.declared.has(method);
    const unsafe = method === 'DELETE' && !input.local; // a collection might be lost
    if (declared || unsafe) return undefined;
    return { ...(method === 'GET' || method === 'DELETE' ? input.template.request : valid(input)), method };
  },
});

/** Neither UTF-8 nor UTF-16 with a byte-order mark. */
const notText = Buffer.from([0xc3, 0x28, 0x70, 0xff]).toString('base64');

const quoted = (text: string): string => JSON.stringify(text).slice(0, -1);

/** Every probe, in the order of sending. */
export const probes: readonly Probe[] = [
  withCredentials('none', 'no credentials', 'none'),
  withCredentials('unknown', 'a token that nobody has', 'unknown'),
  withCredentials('truncated', 'the token without its last character', 'truncated'),
  withCredentials('extended', 'the token with one character more', 'extended'),
  withCredentials('empty', 'an empty bearer token', 'empty'),
  withCredentials('basic', 'the token under the Basic scheme', 'basic'),
  withCredentials('bare', 'the token without a scheme', 'bare'),
  withCredentials('non-ascii', 'a token of bytes beyond ASCII', 'non-ascii'),
  {
    rules: ['authentication:session-token'],
    says: 'a token that an answer handed out',
    request: (input) => (input.known ? { ...valid(input), credentials: 'session' } : undefined),
  },
  {
    rules: ['authentication:unscoped'],
    says: 'a valid token without the scope',
    request: (input) => (input.hasUnscopedToken ? { ...valid(input), credentials: 'unscoped' } : undefined),
  },
  {
    rules: ['authentication:scheme-case'],
    says: 'the scheme in lower case',
    request: (input) => (input.known ? { ...valid(input), credentials: 'lowercase' } : undefined),
  },
  {
    rules: ['authentication:before-validation'],
    says: 'an invalid body without credentials',
    request: ({ template, body }) =>
      body === null ? undefined : { ...withJson(template, {}), credentials: 'none' },
  },
  otherMethod('GET'),
  otherMethod('PUT'),
  otherMethod('PATCH'),
  otherMethod('DELETE'),
  {
    rules: ['protocol:options'],
    says: 'OPTIONS instead of the declared method',
    request: ({ template, declared }) =>
      declared.has('OPTIONS') ? undefined : { ...template.request, method: 'OPTIONS' },
  },
  {
    rules: ['protocol:other-paths', 'protocol:not-found'],
    says: 'a path below the declared one',
    request: (input) => ({
      ...valid(input),
      path: `${valid(input).path.split('?')[0]?.replace(/\/$/, '')}/${input.word}/${input.word}`,
    }),
  },
  {
    rules: ['protocol:charset'],
    says: 'application/json; charset=UTF-8',
    request: ({ template, body, known }) =>
      body && known ? withBody(template, { json: body }, 'application/json; charset=UTF-8') : undefined,
  },
  {
    rules: ['protocol:json-spelling'],
    says: 'the same JSON, spelt otherwise',
    request: ({ template, fullBody, known }) =>
      fullBody && known
        ? withBody(template, { text: spellOut({ x_conformance: 'é', ...fullBody }) })
        : undefined,
  },
  {
    rules: ['protocol:other-media-type'],
    says: 'text/plain of bytes that are no text',
    request: ({ template }) =>
      withBody(template, { base64: Buffer.from([0xff, 0xfe, 0x70, 0xc3]).toString('base64') }, 'text/plain'),
  },
  {
    rules: ['protocol:other-media-type'],
    says: 'valid JSON, sent as text/plain',
    request: ({ template, body }) =>
      body === null ? undefined : withBody(template, { text: JSON.stringify(body) }, 'text/plain'), // text: as such it is echoed
  },
  {
    rules: ['protocol:no-media-type'],
    says: 'bytes that are no text, without a media type',
    request: ({ template }) => withBody(template, { base64: notText }, null),
  },
  withText('duplicate-names', 'the first name twice', (body) => withFirstTwice(body)),
  withText('nan', 'NaN as a value', (body) => withRaw(body, 'NaN')),
  withText('huge-number', '1e999 as a value', (body) => withRaw(body, '1e999')),
  withText('long-integer', 'an integer of 5,000 digits', (body) => withRaw(body, '9'.repeat(5_000))),
  withText('lone-surrogate', 'an escaped lone surrogate', (_, free) =>
    withRaw(free, `${quoted(firstText(free))}\\ud800"`),
  ),
  withText('nul', 'an escaped NUL', (_, free) => withRaw(free, `${quoted(firstText(free))}\\u0000"`)),
  withText('nesting', 'arrays nested 500 levels deep', (body) =>
    withMember(body, 'x_conformance', nested(500)),
  ),
  withText('long-string', 'a string of 100,000 characters', (_, free) =>
    withRaw(free, JSON.stringify(firstText(free) + 'a'.repeat(100_000))),
  ),
  {
    rules: ['robustness:invalid-utf-8'],
    says: 'bytes that are not UTF-8',
    request: ({ template, body, freeBody }) =>
      body ? withBody(template, { base64: notUtf8(freeBody ?? body) }) : undefined,
  },
  withText('byte-order-mark', 'a byte-order mark before the JSON', (body) => `\uFEFF${JSON.stringify(body)}`),
  withText('empty-body', 'no bytes at all', () => ''),
  withText('cut-off', 'JSON that breaks off', (body) => JSON.stringify(body).slice(0, -1)),
  withText('prototype-names', '`__proto__` and `constructor` as names', (body) =>
    withMember(body, '__proto__', '{"customer_id":1},"constructor":{"prototype":null}'),
  ),
  withText('deep-nesting', 'arrays nested 5,000 levels deep', (body) =>
    withMember(body, 'x_conformance', nested(5_000)),
  ),
  withText('deep-nesting', 'arrays nested 100,000 levels deep', (body) =>
    withMember(body, 'x_conformance', nested(100_000)),
  ),
  withText('large-body', 'a string of 5 MB', (body) =>
    withMember(body, 'x_conformance', JSON.stringify('a'.repeat(5_000_000))),
  ),
];
