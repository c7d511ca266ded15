import type { Operation } from '../openapi/contract.ts';
import type { Family, Level } from './clause.ts';

/** `2XX` stands for its hundred. */
export type StatusPattern = `${number}` | `${1 | 2 | 3 | 4 | 5}XX`;

/** A clause that every operation has, whatever its schemas say: from HTTP, JSON, bearer tokens, or what clients build on. */
export interface Rule {
  /** Permanent; the clause's id is `<operation>/<name>`. */
  name: `${string}:${string}`;
  family: Family;
  level: Level;
  rfc?: string;
  description: string;
  /** Where the status of its own probe decides: what it may be. */
  status?: readonly StatusPattern[];
  /** Which operations have it; all when not given. */
  appliesTo?: 'secured' | 'bearer' | 'with body' | 'validated';
  /** What was not there, when nothing could judge it. */
  unverifiedReason: string;
  /** Only asked of loopback servers with `--robustness=full`. */
  full?: boolean;
}

const probe = 'the probe was not sent or not answered';

const authentication: Rule[] = [
  ['none', 'a request without credentials is refused with 401', 'RFC 9110 section 15.5.2', ['401']],
  ['empty', 'an empty bearer token is refused', 'RFC 6750 section 3.1', ['400', '401']],
  ['unknown', 'an unknown token is refused with 401', 'RFC 6750 section 3.1', ['401']],
  ['truncated', 'the token without its last character is refused with 401', 'RFC 6750 section 3.1', ['401']],
  ['extended', 'the token with one character more is refused with 401', 'RFC 6750 section 3.1', ['401']],
  ['basic', 'the token under the Basic scheme is refused', 'RFC 9110 section 11.6.2', ['400', '401']],
  ['bare', 'the token without a scheme is refused', 'RFC 9110 section 11.6.2', ['400', '401']],
  ['non-ascii', 'a token of bytes beyond ASCII is refused', 'RFC 6750 section 2.1', ['400', '401']],
].map(([name, says, rfc, status]) => ({
  name: `authentication:${name as string}`,
  family: 'authentication',
  level: 'MUST',
  appliesTo: 'bearer',
  unverifiedReason: probe,
  description: says as string,
  rfc: rfc as string,
  status: status as StatusPattern[], // the columns of the table above
}));

const robustness: Rule[] = [
  [
    'duplicate-names',
    'a body that repeats a name is answered without a server error',
    'RFC 8259 section 4',
    ['2XX', '4XX'],
  ],
  ['nan', 'NaN, which is not JSON, is refused as the client’s error', 'RFC 8259 section 6', ['4XX']],
  [
    'huge-number',
    'a number beyond every float is answered without a server error',
    'RFC 8259 section 6',
    ['2XX', '4XX'],
  ],
  [
    'long-integer',
    'an integer of 5,000 digits is answered without a server error',
    'RFC 8259 section 6',
    ['2XX', '4XX'],
  ],
  [
    'lone-surrogate',
    'an escaped lone surrogate is answered without a server error',
    'RFC 8259 section 8.2',
    ['2XX', '4XX'],
  ],
  ['nul', 'an escaped NUL is answered without a server error', 'RFC 8259 section 7', ['2XX', '4XX']],
  [
    'nesting',
    'JSON nested 500 levels deep is answered without a server error',
    'RFC 8259 section 9',
    ['2XX', '4XX'],
  ],
  [
    'long-string',
    'a string of 100,000 characters is answered without a server error',
    'RFC 8259 section 9',
    ['2XX', '4XX'],
  ],
  [
    'invalid-utf-8',
    'bytes that are not UTF-8 are refused as the client’s error',
    'RFC 8259 section 8.1',
    ['4XX'],
  ],
  [
    'byte-order-mark',
    'a byte-order mark is answered without a server error',
    'RFC 8259 section 8.1',
    ['2XX', '4XX'],
  ],
  ['empty-body', 'an empty body is refused as the client’s error', 'RFC 8259 section 2', ['4XX']],
  ['cut-off', 'JSON that breaks off is refused as the client’s error', 'RFC 8259 section 2', ['4XX']],
  ['prototype-names', 'names such as `__proto__` are like any other', 'RFC 8259 section 4', ['2XX', '4XX']],
].map(([name, says, rfc, status]) => ({
  name: `robustness:${name as string}`,
  family: 'robustness',
  level: 'MUST',
  appliesTo: 'with body',
  unverifiedReason: probe,
  description: says as string,
  rfc: rfc as string,
  status: status as StatusPattern[], // the columns of the table above
}));

const must = { level: 'MUST' } as const;
const should = { level: 'SHOULD' } as const;

/** All rules, in the order of the report. */
export const rules: readonly Rule[] = [
  ...authentication,
  {
    ...must,
    name: 'authentication:session-token',
    family: 'authentication',
    appliesTo: 'bearer',
    rfc: 'RFC 6750 section 3.1',
    description: 'a token handed out by an answer opens nothing here',
    status: ['401', '403'],
    unverifiedReason: 'no answer handed out a token to try',
  },
  {
    ...must,
    name: 'authentication:unscoped',
    family: 'authentication',
    appliesTo: 'bearer',
    rfc: 'RFC 6750 section 3.1',
    description: 'a valid token without the scope is refused with 403',
    status: ['403'],
    unverifiedReason: 'no token without the scope; set POLAR_UNSCOPED_ACCESS_TOKEN',
  },
  {
    ...must,
    name: 'authentication:scheme-case',
    family: 'authentication',
    appliesTo: 'bearer',
    rfc: 'RFC 9110 section 11.1',
    description: 'the name of the authentication scheme is case-insensitive',
    status: ['2XX'],
    unverifiedReason: 'no valid request was known to send',
  },
  {
    ...must,
    name: 'authentication:before-validation',
    family: 'authentication',
    appliesTo: 'secured',
    rfc: 'RFC 9110 section 15.5.2',
    description: 'an invalid body without credentials is refused with 401, not judged',
    status: ['401'],
    unverifiedReason: probe,
  },
  {
    ...must,
    name: 'authentication:challenge',
    family: 'authentication',
    appliesTo: 'secured',
    rfc: 'RFC 9110 section 11.6.1',
    description: 'every 401 carries a `WWW-Authenticate` challenge',
    unverifiedReason: 'no answer was a 401',
  },
  {
    ...must,
    name: 'authentication:challenge-scheme',
    family: 'authentication',
    appliesTo: 'bearer',
    rfc: 'RFC 6750 section 3',
    description: 'the challenge names the Bearer scheme',
    unverifiedReason: 'no 401 carried a challenge',
  },
  {
    ...must,
    name: 'authentication:nothing-granted',
    family: 'authentication',
    appliesTo: 'secured',
    description: 'a refused request hands out no token',
    unverifiedReason: 'no request was refused',
  },

  {
    ...must,
    name: 'authentication:secret-kept',
    family: 'authentication',
    appliesTo: 'secured',
    description: 'no answer shows the credentials of an organization',
    unverifiedReason: probe,
  },

  {
    ...must,
    name: 'protocol:answered',
    family: 'protocol',
    description: 'every request is answered in time',
    unverifiedReason: probe,
  },
  {
    ...must,
    name: 'protocol:framing',
    family: 'protocol',
    rfc: 'RFC 9112 section 6',
    description: 'every answer is complete, well-formed HTTP',
    unverifiedReason: probe,
  },
  {
    ...must,
    name: 'protocol:no-server-error',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.6',
    description: 'no request is answered with a 5xx status',
    unverifiedReason: probe,
  },
  {
    ...must,
    name: 'protocol:status',
    family: 'protocol',
    description: 'every status is documented, or plain HTTP for what was sent',
    unverifiedReason: probe,
  },
  {
    ...must,
    name: 'protocol:media-type',
    family: 'protocol',
    rfc: 'RFC 9110 section 8.3',
    description: 'a documented answer has a documented media type',
    unverifiedReason: 'no answer had a documented status',
  },
  {
    ...must,
    name: 'protocol:json',
    family: 'protocol',
    rfc: 'RFC 8259 section 8.1',
    description: 'a body sent as JSON is JSON in UTF-8',
    unverifiedReason: 'no answer was sent as JSON',
  },
  {
    ...should,
    name: 'protocol:unique-names',
    family: 'protocol',
    rfc: 'RFC 8259 section 4',
    description: 'the names within an object are unique',
    unverifiedReason: 'no answer was JSON',
  },
  {
    ...should,
    name: 'protocol:content-type',
    family: 'protocol',
    rfc: 'RFC 9110 section 8.3',
    description: 'an answer with a body says its media type',
    unverifiedReason: 'no answer had a body',
  },
  {
    ...should,
    name: 'protocol:date',
    family: 'protocol',
    rfc: 'RFC 9110 section 6.6.1',
    description: 'an answer carries the `Date` of its making',
    unverifiedReason: 'no answer below 500',
  },
  {
    ...must,
    name: 'protocol:other-methods',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.5.6',
    description: 'a method that the document does not declare succeeds with nothing',
    status: ['3XX', '4XX', '501'],
    unverifiedReason: probe,
  },
  {
    ...should,
    name: 'protocol:method-not-allowed',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.5.6',
    description: 'a method that the document does not declare is answered with 405',
    status: ['405'],
    unverifiedReason: probe,
  },
  {
    ...should,
    name: 'protocol:options',
    family: 'protocol',
    rfc: 'RFC 9110 section 9.3.7',
    description: 'OPTIONS is answered, if only by a refusal',
    status: ['2XX', '3XX', '4XX', '501'],
    unverifiedReason: probe,
  },
  {
    ...must,
    name: 'protocol:allow',
    family: 'protocol',
    rfc: 'RFC 9110 section 10.2.1',
    description: 'a 405 carries an `Allow` header that lists the declared method',
    unverifiedReason: 'no answer was a 405',
  },
  {
    ...must,
    name: 'protocol:other-paths',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.5.5',
    description: 'a path that the document does not declare succeeds with nothing',
    status: ['3XX', '4XX'],
    unverifiedReason: probe,
  },
  {
    ...should,
    name: 'protocol:not-found',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.5.5',
    description: 'a path that the document does not declare is answered with 404',
    status: ['404'],
    unverifiedReason: probe,
  },
  {
    ...must,
    name: 'protocol:charset',
    family: 'protocol',
    appliesTo: 'with body',
    rfc: 'RFC 8259 section 11',
    description: 'a `charset` parameter of the request makes no difference',
    status: ['2XX'],
    unverifiedReason: 'no valid request was known to send',
  },
  {
    ...must,
    name: 'protocol:json-spelling',
    family: 'protocol',
    appliesTo: 'with body',
    rfc: 'RFC 8259 sections 2, 4 and 7',
    description: 'white space, the order of names and escapes make no difference',
    status: ['2XX'],
    unverifiedReason: 'no valid request was known to send',
  },
  {
    ...should,
    name: 'protocol:other-media-type',
    family: 'protocol',
    appliesTo: 'with body',
    rfc: 'RFC 9110 section 15.5.16',
    description: 'a body sent as plain text is refused',
    status: ['4XX'],
    unverifiedReason: probe,
  },
  {
    ...should,
    name: 'protocol:no-media-type',
    family: 'protocol',
    appliesTo: 'with body',
    rfc: 'RFC 9110 section 8.3',
    description: 'a body that is not JSON and does not say what it is is refused',
    status: ['4XX'],
    unverifiedReason: probe,
  },

  ...robustness,
  {
    ...must,
    name: 'robustness:no-internals',
    family: 'robustness',
    description: 'no error shows stack traces, file paths or SQL',
    unverifiedReason: 'no answer was an error',
  },
  {
    ...must,
    name: 'robustness:deep-nesting',
    family: 'robustness',
    appliesTo: 'with body',
    rfc: 'RFC 8259 section 9',
    description: 'JSON nested 5,000 and 100,000 levels deep is answered in time, without a server error',
    status: ['2XX', '4XX'],
    unverifiedReason: probe,
    full: true,
  },
  {
    ...must,
    name: 'robustness:large-body',
    family: 'robustness',
    appliesTo: 'with body',
    rfc: 'RFC 9110 section 15.5.14',
    description: 'a body of 5 MB is answered in time, without a server error',
    status: ['2XX', '4XX'],
    unverifiedReason: probe,
    full: true,
  },

  {
    ...must,
    name: 'errors:refused',
    family: 'errors',
    appliesTo: 'validated',
    description: 'a body that breaks the schema is refused with 422',
    status: ['422'],
    unverifiedReason: 'no invalid body was sent',
  },
  {
    ...must,
    name: 'errors:detail',
    family: 'errors',
    appliesTo: 'validated',
    description: '`detail` is present and lists at least one error',
    unverifiedReason: 'no answer was a 422',
  },
  {
    ...must,
    name: 'errors:msg',
    family: 'errors',
    appliesTo: 'validated',
    description: 'every error has a `msg` that is not empty',
    unverifiedReason: 'no answer listed an error',
  },
  {
    ...must,
    name: 'errors:type',
    family: 'errors',
    appliesTo: 'validated',
    description: 'every error has a `type` that is not empty',
    unverifiedReason: 'no answer listed an error',
  },
  {
    ...must,
    name: 'errors:loc',
    family: 'errors',
    appliesTo: 'validated',
    description: 'the `loc` of an error leads to the violated place',
    unverifiedReason: 'no invalid body was answered with errors',
  },
  {
    ...must,
    name: 'errors:loc-resolves',
    family: 'errors',
    appliesTo: 'validated',
    description: 'every `loc` leads to a place of what was sent, or to one that is missing',
    unverifiedReason: 'no invalid body was answered with errors',
  },
  {
    ...must,
    name: 'errors:input',
    family: 'errors',
    appliesTo: 'validated',
    description: '`input`, where given, is the value at `loc`, or of an absent one its parent or null',
    unverifiedReason: 'no error gave its `input`',
  },
];

const isBearer = (operation: Operation): boolean =>
  operation.security.length > 0 &&
  operation.security.every((all) => all.some(({ type, scheme }) => type === 'oauth2' || scheme === 'bearer'));

const has: Readonly<Record<NonNullable<Rule['appliesTo']>, (operation: Operation) => boolean>> = {
  secured: ({ security }) => security.length > 0 && security.every((all) => all.length > 0),
  bearer: isBearer,
  'with body': ({ body }) => body !== undefined,
  validated: ({ responses, body }) =>
    body !== undefined &&
    responses.some(
      ({ status, content }) =>
        status === '422' &&
        content.some(({ schema }) => typeof schema === 'object' && schema.properties?.detail !== undefined),
    ),
};

/** The rules that the operation has; the dangerous ones only where they were asked for. */
export function selectRules(operation: Operation, full: boolean): Rule[] {
  return rules.filter(
    (rule) => (full || !rule.full) && (rule.appliesTo === undefined || has[rule.appliesTo](operation)),
  );
}
