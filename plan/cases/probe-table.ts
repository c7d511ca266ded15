import type { JsonObject } from '../../spec/json.ts';
import type { Credentials, RequestSpec } from '../../spec/openapi/request.ts';
import {
  getFirstText,
  nestArrays,
  stringifyUnusually,
  withDuplicateName,
  withInvalidUtf8,
  withRawMember,
  withRawValue,
} from './malformed-bodies.ts';
import { type RequestTemplate, withBody, withJson } from './request-template.ts';

/** What the requests of probes are built from. */
export interface ProbeInput {
  template: RequestTemplate;
  /** A valid body; null if the operation takes none. */
  body: JsonObject | null;
  /** The body with every optional property. */
  fullBody: JsonObject | null;
  /** A valid body whose first property may be any string; null if there is none. */
  freeTextBody: JsonObject | null;
  /** Whether the target is known to accept the body, so that a probe may expect success. */
  isKnown: boolean;
  /** The methods that the document declares for the path. */
  declaredMethods: ReadonlySet<string>;
  /** Whether the target listens on this machine. */
  local: boolean;
  hasUnscopedToken: boolean;
  /** A name that the target does not know, derived from the seed. */
  unknownName: string;
}

/** One request that tests rules. */
interface Probe {
  /** Names of the rules that judge the response; the first is the role of the case. */
  rules: readonly string[];
  description: string;
  /** Returns undefined if the probe is impossible for this operation or target. */
  createRequest(input: ProbeInput): RequestSpec | undefined;
}

const createValidRequest = ({ template, body }: ProbeInput): RequestSpec =>
  body === null ? template.request : withJson(template, body);

const credentialsProbe = (name: string, description: string, credentials: Credentials): Probe => ({
  rules: [`authentication:${name}`],
  description,
  createRequest: (input) => ({ ...createValidRequest(input), credentials }),
});

const textProbe = (
  name: string,
  description: string,
  text: (body: JsonObject, freeText: JsonObject) => string,
): Probe => ({
  rules: [`robustness:${name}`],
  description,
  createRequest: ({ template, body, freeTextBody }) =>
    body === null ? undefined : withBody(template, { text: text(body, freeTextBody ?? body) }),
});

const methodProbe = (method: string): Probe => ({
  rules: ['protocol:other-methods', 'protocol:method-not-allowed'],
  description: `${method} instead of the declared method`,
  createRequest: (input) => {
    const declared = input.declaredMethods.has(method);
    const unsafe = method === 'DELETE' && !input.local; // a collection might be lost
    if (declared || unsafe) return undefined;
    return {
      ...(method === 'GET' || method === 'DELETE' ? input.template.request : createValidRequest(input)),
      method,
    };
  },
});

/** Neither UTF-8 nor UTF-16 with a byte-order mark. */
const INVALID_TEXT = Buffer.from([0xc3, 0x28, 0x70, 0xff]).toString('base64');

/** A JSON string without its closing quote. */
const openString = (text: string): string => JSON.stringify(text).slice(0, -1);

/** Every probe, in the order of sending. */
export const probes: readonly Probe[] = [
  credentialsProbe('none', 'no credentials', 'none'),
  credentialsProbe('unknown', 'an unknown token', 'unknown'),
  credentialsProbe('truncated', 'the token without its last character', 'truncated'),
  credentialsProbe('extended', 'the token with one character more', 'extended'),
  credentialsProbe('empty', 'an empty bearer token', 'empty'),
  credentialsProbe('basic', 'the token under the Basic scheme', 'basic'),
  credentialsProbe('bare', 'the token without a scheme', 'bare'),
  credentialsProbe('non-ascii', 'a token of bytes beyond ASCII', 'non-ascii'),
  {
    rules: ['authentication:session-token'],
    description: 'a token from an earlier response',
    createRequest: (input) =>
      input.isKnown ? { ...createValidRequest(input), credentials: 'session' } : undefined,
  },
  {
    rules: ['authentication:unscoped'],
    description: 'a valid token without the scope',
    createRequest: (input) =>
      input.hasUnscopedToken ? { ...createValidRequest(input), credentials: 'unscoped' } : undefined,
  },
  {
    rules: ['authentication:scheme-case'],
    description: 'the scheme in lower case',
    createRequest: (input) =>
      input.isKnown ? { ...createValidRequest(input), credentials: 'lowercase' } : undefined,
  },
  {
    rules: ['authentication:before-validation'],
    description: 'an invalid body without credentials',
    createRequest: ({ template, body }) =>
      body === null ? undefined : { ...withJson(template, {}), credentials: 'none' },
  },
  methodProbe('GET'),
  methodProbe('PUT'),
  methodProbe('PATCH'),
  methodProbe('DELETE'),
  {
    rules: ['protocol:options'],
    description: 'OPTIONS instead of the declared method',
    createRequest: ({ template, declaredMethods }) =>
      declaredMethods.has('OPTIONS') ? undefined : { ...template.request, method: 'OPTIONS' },
  },
  {
    rules: ['protocol:other-paths', 'protocol:not-found'],
    description: 'a path below the declared one',
    createRequest: (input) => ({
      ...createValidRequest(input),
      path: `${createValidRequest(input).path.split('?')[0]?.replace(/\/$/, '')}/${input.unknownName}/${input.unknownName}`,
    }),
  },
  {
    rules: ['protocol:charset'],
    description: 'application/json; charset=UTF-8',
    createRequest: ({ template, body, isKnown }) =>
      body && isKnown ? withBody(template, { json: body }, 'application/json; charset=UTF-8') : undefined,
  },
  {
    rules: ['protocol:json-spelling'],
    description: 'the same JSON in a different spelling',
    createRequest: ({ template, fullBody, isKnown }) =>
      fullBody && isKnown
        ? withBody(template, { text: stringifyUnusually({ x_conformance: 'é', ...fullBody }) })
        : undefined,
  },
  {
    rules: ['protocol:other-media-type'],
    description: 'bytes that are not text, sent as text/plain',
    createRequest: ({ template }) =>
      withBody(template, { base64: Buffer.from([0xff, 0xfe, 0x70, 0xc3]).toString('base64') }, 'text/plain'),
  },
  {
    rules: ['protocol:other-media-type'],
    description: 'valid JSON, sent as text/plain',
    createRequest: ({ template, body }) =>
      body === null ? undefined : withBody(template, { text: JSON.stringify(body) }, 'text/plain'), // as text, since an error may echo it as a string
  },
  {
    rules: ['protocol:no-media-type'],
    description: 'bytes that are not text, without a media type',
    createRequest: ({ template }) => withBody(template, { base64: INVALID_TEXT }, null),
  },
  textProbe('duplicate-names', 'the first name twice', (body) => withDuplicateName(body)),
  textProbe('nan', 'NaN as a value', (body) => withRawValue(body, 'NaN')),
  textProbe('huge-number', '1e999 as a value', (body) => withRawValue(body, '1e999')),
  textProbe('long-integer', 'an integer of 5,000 digits', (body) => withRawValue(body, '9'.repeat(5_000))),
  textProbe('lone-surrogate', 'an escaped lone surrogate', (_, freeText) =>
    withRawValue(freeText, `${openString(getFirstText(freeText))}\\ud800"`),
  ),
  textProbe('nul', 'an escaped NUL', (_, freeText) =>
    withRawValue(freeText, `${openString(getFirstText(freeText))}\\u0000"`),
  ),
  textProbe('nesting', 'arrays nested 500 levels deep', (body) =>
    withRawMember(body, 'x_conformance', nestArrays(500)),
  ),
  textProbe('long-string', 'a string of 100,000 characters', (_, freeText) =>
    withRawValue(freeText, JSON.stringify(getFirstText(freeText) + 'a'.repeat(100_000))),
  ),
  {
    rules: ['robustness:invalid-utf-8'],
    description: 'bytes that are not UTF-8',
    createRequest: ({ template, body, freeTextBody }) =>
      body ? withBody(template, { base64: withInvalidUtf8(freeTextBody ?? body) }) : undefined,
  },
  textProbe(
    'byte-order-mark',
    'a byte-order mark before the JSON',
    (body) => `\uFEFF${JSON.stringify(body)}`,
  ),
  textProbe('empty-body', 'an empty body', () => ''),
  textProbe('cut-off', 'truncated JSON', (body) => JSON.stringify(body).slice(0, -1)),
  textProbe('prototype-names', '`__proto__` and `constructor` as names', (body) =>
    withRawMember(body, '__proto__', '{"customer_id":1},"constructor":{"prototype":null}'),
  ),
  textProbe('deep-nesting', 'arrays nested 5,000 levels deep', (body) =>
    withRawMember(body, 'x_conformance', nestArrays(5_000)),
  ),
  textProbe('deep-nesting', 'arrays nested 100,000 levels deep', (body) =>
    withRawMember(body, 'x_conformance', nestArrays(100_000)),
  ),
  textProbe('large-body', 'a string of 5 MB', (body) =>
    withRawMember(body, 'x_conformance', JSON.stringify('a'.repeat(5_000_000))),
  ),
];
