import { type FormatViolation, must, should, swap } from './row.ts';

const ORIGIN = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/;
const AFTER_HOST = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#:]+)(?::\d*)?/;
const HOST = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^@/?#]*@)?)([^:/?#]+)/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

const inHost = (value: string, by: string): string | undefined => swap(value, HOST, `$1${by}`);
const inPath = (value: string, text: string): string | undefined =>
  ORIGIN.test(value) ? value.replace(/[?#].*$/s, '').replace(/\/?$/, `/${text}`) : undefined;

const noScheme: FormatViolation[] = must([
  ['relative path', 'is a relative reference', () => '/account'],
  ['no scheme', 'lacks its scheme', (value) => swap(value, SCHEME, '')],
  [
    'no scheme, no slashes',
    'lacks its scheme',
    (value) => swap(value, /^[A-Za-z][A-Za-z0-9+.-]*:\/\//, '')?.replace(/:\d+/, ''),
  ],
  ['colon only', 'has an empty scheme', (value) => swap(value, SCHEME, ':')],
  ['no colon', 'lacks the colon after its scheme', (value) => swap(value, /:/, '')],
  ['scheme of digits', 'has a scheme that begins with a digit', (value) => `1${value}`],
  ['bad scheme', 'has a scheme with an underscore', (value) => swap(value, SCHEME, 'ht_tp:')],
]);

/** RFC 3986 section 3.2 and 3.3: what breaks WHATWG's parser as well. */
const authority: FormatViolation[] = must([
  ['blank in host', 'has a blank in its host', (value) => inHost(value, 'exa mple.com')],
  ['no host', 'lacks its host', (value) => swap(value, ORIGIN, 'https://')],
  ['port of letters', 'has a port that is not a number', (value) => swap(value, AFTER_HOST, '$1:port')],
  ['negative port', 'has a negative port', (value) => swap(value, AFTER_HOST, '$1:-1')],
  ['two ports', 'has two ports', (value) => swap(value, AFTER_HOST, '$1:80:80')],
  ['bracket in host', 'has a host with an open bracket', (value) => inHost(value, '[::1')],
  ['bad IPv6 host', 'has a host that is no IPv6 address', (value) => inHost(value, '[::g]')],
  ['caret in host', 'has a caret in its host', (value) => inHost(value, 'exa^mple.com')],
  ['angle in host', 'has an angle bracket in its host', (value) => inHost(value, '<host>')],
  ['bad percent in host', 'has a stray percent sign in its host', (value) => inHost(value, 'exa%zzmple.com')],
]);

/** What WHATWG's parser repairs without a word. */
const repaired: FormatViolation[] = should([
  ['blank in path', 'has a blank in its path', (value) => inPath(value, 'a b')],
  ['bad percent', 'has a percent sign that encodes nothing', (value) => inPath(value, '%zz')],
  ['percent at end', 'ends with a percent sign', (value) => inPath(value, '%')],
  [
    'backslashes',
    'has backslashes',
    (value) => (value.includes('//') ? value.replaceAll('/', '\\') : undefined),
  ],
  ['backslash in path', 'has a backslash in its path', (value) => inPath(value, 'a\\b')],
  ['bracket in path', 'has a bracket in its path', (value) => inPath(value, 'a[b]')],
  ['pipe in path', 'has a pipe in its path', (value) => inPath(value, 'a|b')],
  ['brace in path', 'has a brace in its path', (value) => inPath(value, '{id}')],
  ['angle in path', 'has an angle bracket in its path', (value) => inPath(value, '<id>')],
  ['quote in query', 'has a quote in its query', (value) => inPath(value, '?q="a"')],
  ['two fragments', 'has two fragments', (value) => inPath(value, '#a#b')],
  ['two userinfos', 'has two at signs before its host', (value) => swap(value, /\/\//, '//a@b@')],
  ['line feed inside', 'has a line feed inside', (value) => inPath(value, 'a\nb')],
]);

const beyondAscii: FormatViolation[] = should([
  ['raw non-ASCII path', 'has characters beyond ASCII in its path', (value) => inPath(value, 'é')],
  ['raw IDN host', 'has a host beyond ASCII', (value) => inHost(value, 'bücher.example')],
]);

/** RFC 3986 appendix A, production by production; the most telling of each kind first. */
export const uri: FormatViolation[] = [
  ...noScheme.slice(0, 1),
  ...authority.slice(0, 1),
  ...noScheme.slice(1),
  ...authority.slice(1),
  ...repaired,
  ...beyondAscii,
];
export const uriReference: FormatViolation[] = [
  ...authority,
  ...repaired,
  ...beyondAscii,
  ...should([['relative with a blank', 'has a blank', () => '/a b']]),
];
/** RFC 3987: the same with characters beyond ASCII. */
export const iri: FormatViolation[] = [...noScheme, ...authority, ...repaired];
export const iriReference: FormatViolation[] = [
  ...authority,
  ...repaired,
  ...should([['relative with a blank', 'has a blank', () => '/a b']]),
];

/** RFC 6570 section 2. */
export const uriTemplate: FormatViolation[] = must([
  ['open brace', 'has a brace that is not closed', (value) => `${value}{id`],
  ['close brace', 'has a brace that was not opened', (value) => `${value}id}`],
  ['empty expression', 'has an empty expression', (value) => `${value}{}`],
  ['nested expression', 'has an expression in an expression', (value) => `${value}{a{b}}`],
  ['bad name', 'has a name with a blank', (value) => `${value}{a b}`],
]);
