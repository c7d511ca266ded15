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
  says: string;
  /** Where the status of its own probe decides: what it may be. */
  status?: readonly StatusPattern[];
  /** Which operations have it; all when not given. */
  of?: 'secured' | 'bearer' | 'with body' | 'validated';
  /** What was not there, when nothing could judge it. */
  needs: string;
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
  of: 'bearer',
  needs: probe,
  says: says as string,
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
  of: 'with body',
  needs: probe,
  says: says as string,
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
    of: 'bearer',
    rfc: 'RFC 6750 section 3.1',
    says: 'a token handed out by an answer opens nothing here',
    status: ['401', '403'],
    needs: 'no answer handed out a token to try',
  },
  {
    ...must,
    name: 'authentication:unscoped',
    family: 'authentication',
    of: 'bearer',
    rfc: 'RFC 6750 section 3.1',
    says: 'a valid token without the scope is refused with 403',
    status: ['403'],
    needs: 'no token without the scope; set POLAR_UNSCOPED_ACCESS_TOKEN',
  },
  {
    ...must,
    name: 'authentication:scheme-case',
    family: 'authentication',
    of: 'bearer',
    rfc: 'RFC 9110 section 11.1',
    says: 'the name of the authentication scheme is case-insensitive',
    status: ['2XX'],
    needs: 'no valid request was known to send',
  },
  {
    ...must,
    name: 'authentication:before-validation',
    family: 'authentication',
    of: 'secured',
    rfc: 'RFC 9110 section 15.5.2',
    says: 'an invalid body without credentials is refused with 401, not judged',
    status: ['401'],
    needs: probe,
  },
  {
    ...must,
    name: 'authentication:challenge',
    family: 'authentication',
    of: 'secured',
    rfc: 'RFC 9110 section 11.6.1',
    says: 'every 401 carries a `WWW-Authenticate` challenge',
    needs: 'no answer was a 401',
  },
  {
    ...must,
    name: 'authentication:challenge-scheme',
    family: 'authentication',
    of: 'bearer',
    rfc: 'RFC 6750 section 3',
    says: 'the challenge names the Bearer scheme',
    needs: 'no 401 carried a challenge',
  },
  {
    ...must,
    name: 'authentication:nothing-granted',
    family: 'authentication',
    of: 'secured',
    says: 'a refused request hands out no token',
    needs: 'no request was refused',
  },

  {
    ...must,
    name: 'authentication:secret-kept',
    family: 'authentication',
    of: 'secured',
    says: 'no answer shows the credentials of an organization',
    needs: probe,
  },

  {
    ...must,
    name: 'protocol:answered',
    family: 'protocol',
    says: 'every request is answered in time',
    needs: probe,
  },
  {
    ...must,
    name: 'protocol:framing',
    family: 'protocol',
    rfc: 'RFC 9112 section 6',
    says: 'every answer is complete, well-formed HTTP',
    needs: probe,
  },
  {
    ...must,
    name: 'protocol:no-server-error',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.6',
    says: 'no request is answered with a 5xx status',
    needs: probe,
  },
  {
    ...must,
    name: 'protocol:status',
    family: 'protocol',
    says: 'every status is documented, or plain HTTP for what was sent',
    needs: probe,
  },
  {
    ...must,
    name: 'protocol:media-type',
    family: 'protocol',
    rfc: 'RFC 9110 section 8.3',
    says: 'a documented answer has a documented media type',
    needs: 'no answer had a documented status',
  },
  {
    ...must,
    name: 'protocol:json',
    family: 'protocol',
    rfc: 'RFC 8259 section 8.1',
    says: 'a body sent as JSON is JSON in UTF-8',
    needs: 'no answer was sent as JSON',
  },
  {
    ...should,
    name: 'protocol:unique-names',
    family: 'protocol',
    rfc: 'RFC 8259 section 4',
    says: 'the names within an object are unique',
    needs: 'no answer was JSON',
  },
  {
    ...should,
    name: 'protocol:content-type',
    family: 'protocol',
    rfc: 'RFC 9110 section 8.3',
    says: 'an answer with a body says its media type',
    needs: 'no answer had a body',
  },
  {
    ...should,
    name: 'protocol:date',
    family: 'protocol',
    rfc: 'RFC 9110 section 6.6.1',
    says: 'an answer carries the `Date` of its making',
    needs: 'no answer below 500',
  },
  {
    ...must,
    name: 'protocol:other-methods',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.5.6',
    says: 'a method that the document does not declare succeeds with nothing',
    status: ['3XX', '4XX', '501'],
    needs: probe,
  },
  {
    ...should,
    name: 'protocol:method-not-allowed',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.5.6',
    says: 'a method that the document does not declare is answered with 405',
    status: ['405'],
    needs: probe,
  },
  {
    ...should,
    name: 'protocol:options',
    family: 'protocol',
    rfc: 'RFC 9110 section 9.3.7',
    says: 'OPTIONS is answered, if only by a refusal',
    status: ['2XX', '3XX', '4XX', '501'],
    needs: probe,
  },
  {
    ...must,
    name: 'protocol:allow',
    family: 'protocol',
    rfc: 'RFC 9110 section 10.2.1',
    says: 'a 405 carries an `Allow` header that lists the declared method',
    needs: 'no answer was a 405',
  },
  {
    ...must,
    name: 'protocol:other-paths',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.5.5',
    says: 'a path that the document does not declare succeeds with nothing',
    status: ['3XX', '4XX'],
    needs: probe,
  },
  {
    ...should,
    name: 'protocol:not-found',
    family: 'protocol',
    rfc: 'RFC 9110 section 15.5.5',
    says: 'a path that the document does not declare is answered with 404',
    status: ['404'],
    needs: probe,
  },
  {
    ...must,
    name: 'protocol:charset',
    family: 'protocol',
    of: 'with body',
    rfc: 'RFC 8259 section 11',
    says: 'a `charset` parameter of the request makes no difference',
    status: ['2XX'],
    needs: 'no valid request was known to send',
  },
  {
    ...must,
    name: 'protocol:json-spelling',
    family: 'protocol',
    of: 'with body',
    rfc: 'RFC 8259 sections 2, 4 and 7',
    says: 'white space, the order of names and escapes make no difference',
    status: ['2XX'],
    needs: 'no valid request was known to send',
  },
  {
    ...should,
    name: 'protocol:other-media-type',
    family: 'protocol',
    of: 'with body',
    rfc: 'RFC 9110 section 15.5.16',
    says: 'a body sent as plain text is refused',
    status: ['4XX'],
    needs: probe,
  },
  {
    ...should,
    name: 'protocol:no-media-type',
    family: 'protocol',
    of: 'with body',
    rfc: 'RFC 9110 section 8.3',
    says: 'a body that is not JSON and does not say what it is is refused',
    status: ['4XX'],
    needs: probe,
  },

  ...robustness,
  {
    ...must,
    name: 'robustness:no-internals',
    family: 'robustness',
    says: 'no error shows stack traces, file paths or SQL',
    needs: 'no answer was an error',
  },
  {
    ...must,
    name: 'robustness:deep-nesting',
    family: 'robustness',
    of: 'with body',
    rfc: 'RFC 8259 section 9',
    says: 'JSON nested 5,000 and 100,000 levels deep is answered in time, without a server error',
    status: ['2XX', '4XX'],
    needs: probe,
    full: true,
  },
  {
    ...must,
    name: 'robustness:large-body',
    family: 'robustness',
    of: 'with body',
    rfc: 'RFC 9110 section 15.5.14',
    says: 'a body of 5 MB is answered in time, without a server error',
    status: ['2XX', '4XX'],
    needs: probe,
    full: true,
  },

  {
    ...must,
    name: 'errors:refused',
    family: 'errors',
    of: 'validated',
    says: 'a body that breaks the schema is refused with 422',
    status: ['422'],
    needs: 'no invalid body was sent',
  },
  {
    ...must,
    name: 'errors:detail',
    family: 'errors',
    of: 'validated',
    says: '`detail` is present and lists at least one error',
    needs: 'no answer was a 422',
  },
  {
    ...must,
    name: 'errors:msg',
    family: 'errors',
    of: 'validated',
    says: 'every error has a `msg` that is not empty',
    needs: 'no answer listed an error',
  },
  {
    ...must,
    name: 'errors:type',
    family: 'errors',
    of: 'validated',
    says: 'every error has a `type` that is not empty',
    needs: 'no answer listed an error',
  },
  {
    ...must,
    name: 'errors:loc',
    family: 'errors',
    of: 'validated',
    says: 'the `loc` of an error leads to the violated place',
    needs: 'no invalid body was answered with errors',
  },
  {
    ...must,
    name: 'errors:loc-resolves',
    family: 'errors',
    of: 'validated',
    says: 'every `loc` leads to a place of what was sent, or to one that is missing',
    needs: 'no invalid body was answered with errors',
  },
  {
    ...must,
    name: 'errors:input',
    family: 'errors',
    of: 'validated',
    says: '`input`, where given, is the value at `loc`, or of an absent one its parent or null',
    needs: 'no error gave its `input`',
  },
];

const isBearer = (operation: Operation): boolean =>
  operation.security.length > 0 &&
  operation.security.every((all) => all.some(({ type, scheme }) => type === 'oauth2' || scheme === 'bearer'));

const has: Readonly<Record<NonNullable<Rule['of']>, (operation: Operation) => boolean>> = {
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
export function rulesOf(operation: Operation, full: boolean): Rule[] {
  return rules.filter((rule) => (full || !rule.full) && (rule.of === undefined || has[rule.of](operation)));
}
