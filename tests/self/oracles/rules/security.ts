import type { ExpectedOutcome } from './expected-outcome.ts';

const field = (name: string, value: string) => [[name, value] as const];
const forged = { role: 'robustness:forged-host', status: 200 };
const cors = (origin: string) =>
  [
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', 'true'],
  ] as const;

const headerRows = (
  name: string,
  valid: readonly string[],
  invalid: readonly string[],
): ExpectedOutcome[] => [
  ...valid.map(
    (value): ExpectedOutcome => [
      'protocol:header-syntax',
      'pass',
      `${name}: ${value}`,
      { headers: field(name, value) },
    ],
  ),
  ...invalid.map(
    (value): ExpectedOutcome => [
      'protocol:header-syntax',
      'fail',
      `${name}: ${value}`,
      { headers: field(name, value) },
    ],
  ),
];

/** The grammar of header fields, and what a server does with texts that it does not control. */
export const security: readonly ExpectedOutcome[] = [
  ['protocol:header-syntax', 'undecided', 'no such header', { headers: [] }],
  ...headerRows('location', ['/a?b=%20', '../a#b'], ['http://[a]/%zz', '/a b']),
  ...headerRows('etag', ['"a"', 'W/"1"', '""'], ['a', '"a', 'w/"1"']),
  ...headerRows('last-modified', ['Tue, 24 Nov 2026 10:00:00 GMT'], ['2026-11-24T10:00:00Z']),
  ...headerRows('retry-after', ['120', 'Tue, 24 Nov 2026 10:00:00 GMT'], ['soon', '-1']),
  ...headerRows('allow', ['GET, POST', ''], ['GET POST']),
  ...headerRows('cache-control', ['private="a, b", max-age=0', 'no-cache'], ['max-age 0']),
  ...headerRows('vary', ['*', 'Accept, Origin'], ['Accept Origin']),
  ...headerRows('link', ['</a,b>; rel="next", <c>'], ['/a; rel=next']),
  ...headerRows(
    'link',
    ['<a>; rel=next; title="a, b"', '<a>;', '<a> ; rel = next'],
    ['<a b>; rel=next', '<a>, b'],
  ),
  ...headerRows('age', ['0', '120'], ['-1', '1.5', 'Tue, 24 Nov 2026 10:00:00 GMT', '']),
  ...headerRows(
    'www-authenticate',
    ['Bearer', 'Basic realm="a b"', 'Digest, Basic realm="x"'],
    ['', '="x"', '"Bearer"', 'realm="x"'],
  ),
  ...headerRows('etag', ['"é"'], ['W/', '"a"b"', '"a b"', 'W/a', '"\u007f"']),
  ...headerRows(
    'last-modified',
    ['Sun, 01 Feb 2026 00:00:00 GMT'],
    [
      'Tue, 24 Nov 2026 10:00:00 UTC',
      'Tue, 4 Nov 2026 10:00:00 GMT',
      'Tuesday, 24-Nov-26 10:00:00 GMT',
      'soon',
    ],
  ),
  ...headerRows('retry-after', [' 120 '], ['1.5', '120s', '']),
  ...headerRows('vary', ['Accept,,Origin', 'x-a'], ['Accept; Origin', '(x)']),
  ...headerRows('cache-control', ['max-age=0', 'no-store,', 'a="b\\"c"'], ['=1', 'max-age=', 'a b=1']),
  ...headerRows(
    'content-type',
    ['application/json; charset=utf-8', 'application/json', 'text/html ;charset=utf-8'],
    ['application', '/json', 'text/', 'text/html charset=utf-8', 'text / html'],
  ),
  ['protocol:header-syntax', 'undecided', 'a secret', { headers: field('location', '/a b‹access token›') }],
  [
    'protocol:header-syntax',
    'fail',
    'one of two fields',
    { headers: [...field('vary', 'Accept'), ...field('vary', 'Accept Origin')] },
  ],
  [
    'protocol:header-syntax',
    'pass',
    'a list in two fields',
    { headers: [...field('vary', 'Accept'), ...field('vary', 'Origin')] },
  ],
  ...[field('etag', '"a"'), field('content-type', 'a/b'), field('location', '/a')].map(
    (once): ExpectedOutcome => [
      'protocol:header-syntax',
      'fail',
      `${once[0]?.[0]} twice`,
      { headers: [...once, ...once] },
    ],
  ),
  ['protocol:framing', 'fail', 'a body with 205', { status: 205, text: 'x' }],
  ['protocol:framing', 'fail', 'a body with HEAD', { method: 'HEAD', status: 200, text: 'x' }],
  ['protocol:framing', 'pass', 'no body with HEAD', { method: 'HEAD', status: 200, text: '' }],
  ['protocol:framing', 'pass', 'a body with GET', { method: 'GET', status: 200, text: 'x' }],
  ['robustness:missing-values', 'pass', 'null', { json: { a: null, undefined: 1 } }],
  ['robustness:missing-values', 'fail', 'a text', { json: { a: 'undefined' } }],
  ['robustness:missing-values', 'fail', 'a URL', { json: { a: 'http://a/b/null' } }],
  ['robustness:missing-values', 'fail', 'an object', { json: { a: 'x [object Object]' } }],
  ['robustness:missing-values', 'fail', 'a link', { headers: field('link', '</a?page=NaN>; rel="next"') }],
  ...['None', 'null', 'NaN'].map(
    (value): ExpectedOutcome => ['robustness:missing-values', 'fail', value, { json: { a: value } }],
  ),
  ['robustness:missing-values', 'fail', 'a list', { json: ['None'] }],
  ['robustness:missing-values', 'pass', 'a part of a text', { json: { a: 'None of these' } }],
  ['robustness:missing-values', 'pass', 'a part of a segment', { json: { a: 'http://a/nullable' } }],
  ['robustness:missing-values', 'fail', 'a segment', { json: { a: '/books/undefined/pages' } }],
  ['robustness:missing-values', 'fail', 'a query', { json: { a: 'https://a/?id=None&b=1' } }],
  ['robustness:missing-values', 'undecided', 'text that is not JSON', { text: '"None"' }],
  ['robustness:missing-values', 'fail', 'a location', { headers: field('location', '/books/undefined') }],
  [
    'robustness:missing-values',
    'undecided',
    'a location with its values',
    { headers: field('location', '/books/1') },
  ],
  [
    'robustness:missing-values',
    'fail',
    'the second of two links',
    { headers: [...field('link', '</a>; rel="next"'), ...field('link', '</a?id=None>; rel="prev"')] },
  ],
  ['robustness:missing-values', 'undecided', 'another field', { headers: field('x-a', '/books/undefined') }],
  ['robustness:missing-values', 'pass', 'a text that was sent', { sent: { a: 'None' }, json: { a: 'None' } }],
  [
    'robustness:missing-values',
    'pass',
    'an error about null',
    { sent: { a: null }, status: 422, json: { detail: [{ ctx: { tag: 'None' } }] } },
  ],
  [
    'robustness:missing-values',
    'pass',
    'an error about null in a list',
    { sent: { a: [1, null] }, status: 400, json: { tag: 'null' } },
  ],
  [
    'robustness:missing-values',
    'fail',
    'an error about another value',
    { sent: { a: 'null!' }, status: 422, json: { tag: 'None' } },
  ],
  [
    'robustness:missing-values',
    'fail',
    'an error about null with another text',
    { sent: { a: null }, status: 422, json: { tag: 'undefined' } },
  ],
  ['robustness:missing-values', 'fail', 'null that was stored', { sent: { a: null }, json: { a: 'None' } }],
  ['robustness:forged-host', 'pass', 'its own host', { ...forged, text: 'http://a/' }],
  ['robustness:forged-host', 'fail', 'a forged host', { ...forged, text: '"http://forged-host.example/a"' }],
  [
    'robustness:forged-host',
    'fail',
    'a redirection to a forged host',
    { ...forged, status: 308, headers: field('location', 'https://forged-host.example/a') },
  ],
  ['robustness:forged-host', 'undecided', 'a rejection', { ...forged, status: 400 }],
  ['robustness:forged-host', 'pass', 'its name without a URL', { ...forged, text: '"forged-host.example"' }],
  [
    'robustness:forged-host',
    'fail',
    'an escaped URL',
    { ...forged, text: '"http:\\/\\/forged-forwarded.example"' },
  ],
  [
    'robustness:forged-host',
    'undecided',
    'another request',
    { status: 200, text: '"http://forged-host.example/a"' },
  ],
  ['robustness:cors', 'pass', 'another origin', { ...forged, headers: cors('https://a.example') }],
  [
    'robustness:cors',
    'fail',
    'the forged origin',
    { ...forged, headers: cors('https://forged-origin.example') },
  ],
  ['robustness:cors', 'fail', 'null', { headers: cors('null') }],
  ['robustness:cors', 'undecided', 'another origin, unasked', { headers: cors('https://a.example') }],
  [
    'robustness:cors',
    'undecided',
    'the forged origin, unasked',
    { headers: cors('https://forged-origin.example') },
  ],
  [
    'robustness:cors',
    'pass',
    'the forged origin without credentials',
    { ...forged, headers: field('access-control-allow-origin', 'https://forged-origin.example') },
  ],
  [
    'robustness:cors',
    'pass',
    'the forged origin with credentials spelled in another way',
    {
      ...forged,
      headers: [
        ['access-control-allow-origin', 'https://forged-origin.example'],
        ['access-control-allow-credentials', 'false'],
      ],
    },
  ],
  [
    'robustness:cors',
    'undecided',
    'null without credentials',
    { headers: field('access-control-allow-origin', 'null') },
  ],
  ['robustness:trace', 'fail', 'an echo', { role: 'robustness:trace', text: 'X: conformance-traced-value' }],
  ['robustness:trace', 'undecided', 'another request', { text: 'X: conformance-traced-value' }],
  [
    'robustness:trace',
    'pass',
    'a rejection that repeats the headers',
    { role: 'robustness:trace', status: 300, text: 'X: conformance-traced-value' },
  ],
  ['robustness:trace', 'pass', '405', { role: 'robustness:trace', status: 405 }],
  ['protocol:allow', 'undecided', '405 to TRACE', { method: 'TRACE', status: 405, role: 'robustness:trace' }],
  [
    'robustness:header-injection',
    'fail',
    'a header',
    { role: 'robustness:header-injection', headers: field('x-conformance-injected', '1') },
  ],
  [
    'robustness:header-injection',
    'undecided',
    'another request',
    { headers: field('x-conformance-injected', '1') },
  ],
  ['robustness:header-injection', 'pass', 'no header', { role: 'robustness:header-injection' }],
];
