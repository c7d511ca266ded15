import { type FormatMutator, must, replace, should } from './format-mutator.ts';

const ORIGIN = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/;
const AFTER_HOST = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#:]+)(?::\d*)?/;
const HOST = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^@/?#]*@)?)([^:/?#]+)/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;

const replaceHost = (value: string, by: string): string | undefined => replace(value, HOST, `$1${by}`);
const appendToPath = (value: string, text: string): string | undefined =>
  ORIGIN.test(value) ? value.replace(/[?#].*$/s, '').replace(/\/?$/, `/${text}`) : undefined;

const noScheme: FormatMutator[] = must([
  ['relative path', 'is a relative reference', () => '/account'],
  ['no scheme', 'lacks its scheme', (value) => replace(value, SCHEME, '')],
  [
    'no scheme, no slashes',
    'lacks its scheme',
    (value) => replace(value, /^[A-Za-z][A-Za-z0-9+.-]*:\/\//, '')?.replace(/:\d+/, ''),
  ],
  ['colon only', 'has an empty scheme', (value) => replace(value, SCHEME, ':')],
  ['no colon', 'lacks the colon after its scheme', (value) => replace(value, /:/, '')],
  ['scheme of digits', 'has a scheme that begins with a digit', (value) => `1${value}`],
  ['bad scheme', 'has a scheme with an underscore', (value) => replace(value, SCHEME, 'ht_tp:')],
]);

/** RFC 3986 sections 3.2 and 3.3. The parser of the WHATWG URL Standard rejects these too. */
const authority: FormatMutator[] = must([
  ['blank in host', 'has a space in its host', (value) => replaceHost(value, 'exa mple.com')],
  ['no host', 'lacks its host', (value) => replace(value, ORIGIN, 'https://')],
  ['port of letters', 'has a port that is not a number', (value) => replace(value, AFTER_HOST, '$1:port')],
  ['negative port', 'has a negative port', (value) => replace(value, AFTER_HOST, '$1:-1')],
  ['two ports', 'has two ports', (value) => replace(value, AFTER_HOST, '$1:80:80')],
  ['bracket in host', 'has a host with an unclosed bracket', (value) => replaceHost(value, '[::1')],
  ['bad IPv6 host', 'has an invalid IPv6 address as host', (value) => replaceHost(value, '[::g]')],
  ['caret in host', 'has a caret in its host', (value) => replaceHost(value, 'exa^mple.com')],
  ['angle in host', 'has an angle bracket in its host', (value) => replaceHost(value, '<host>')],
  [
    'bad percent in host',
    'has an invalid percent-encoding in its host',
    (value) => replaceHost(value, 'exa%zzmple.com'),
  ],
]);

/** Values that the parser of the WHATWG URL Standard repairs silently. */
const repaired: FormatMutator[] = should([
  ['blank in path', 'has a space in its path', (value) => appendToPath(value, 'a b')],
  ['bad percent', 'has an invalid percent-encoding', (value) => appendToPath(value, '%zz')],
  ['percent at end', 'ends with a percent sign', (value) => appendToPath(value, '%')],
  [
    'backslashes',
    'has backslashes instead of slashes',
    (value) => (value.includes('//') ? value.replaceAll('/', '\\') : undefined),
  ],
  ['backslash in path', 'has a backslash in its path', (value) => appendToPath(value, 'a\\b')],
  ['bracket in path', 'has a bracket in its path', (value) => appendToPath(value, 'a[b]')],
  ['pipe in path', 'has a pipe in its path', (value) => appendToPath(value, 'a|b')],
  ['brace in path', 'has a brace in its path', (value) => appendToPath(value, '{id}')],
  ['angle in path', 'has an angle bracket in its path', (value) => appendToPath(value, '<id>')],
  ['quote in query', 'has a quote in its query', (value) => appendToPath(value, '?q="a"')],
  ['two fragments', 'has two fragments', (value) => appendToPath(value, '#a#b')],
  ['two userinfos', 'has two @ before its host', (value) => replace(value, /\/\//, '//a@b@')],
  ['line feed inside', 'contains a line feed', (value) => appendToPath(value, 'a\nb')],
]);

const beyondAscii: FormatMutator[] = should([
  ['raw non-ASCII path', 'has non-ASCII characters in its path', (value) => appendToPath(value, 'é')],
  ['raw IDN host', 'has a non-ASCII host', (value) => replaceHost(value, 'bücher.example')],
]);

/** RFC 3986 appendix A. The mutators that find the most errors come first. */
export const uri: FormatMutator[] = [
  ...noScheme.slice(0, 1),
  ...authority.slice(0, 1),
  ...noScheme.slice(1),
  ...authority.slice(1),
  ...repaired,
  ...beyondAscii,
];
export const uriReference: FormatMutator[] = [
  ...authority,
  ...repaired,
  ...beyondAscii,
  ...should([['relative with a blank', 'contains a space', () => '/a b']]),
];
/** Mutators of `iri` (RFC 3987): those of `uri`, except non-ASCII characters, which are valid. */
export const iri: FormatMutator[] = [...noScheme, ...authority, ...repaired];
export const iriReference: FormatMutator[] = [
  ...authority,
  ...repaired,
  ...should([['relative with a blank', 'contains a space', () => '/a b']]),
];

/** RFC 6570 section 2. */
export const uriTemplate: FormatMutator[] = must([
  ['open brace', 'has an unclosed brace', (value) => `${value}{id`],
  ['close brace', 'has an unmatched closing brace', (value) => `${value}id}`],
  ['empty expression', 'has an empty expression', (value) => `${value}{}`],
  ['nested expression', 'has a nested expression', (value) => `${value}{a{b}}`],
  ['bad name', 'has a variable name with a space', (value) => `${value}{a b}`],
]);
