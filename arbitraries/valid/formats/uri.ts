import fc from 'fast-check';
import { isUriReference } from '../../../spec/json-schema/formats/uri.ts';
import { webUrls } from './web-url.ts';

/** URIs of many schemes and unusual syntax. */
const EXAMPLES = [
  'urn:isbn:0451450523',
  'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  'mailto:John.Doe@example.com',
  'tel:+1-816-555-1212',
  'ftp://ftp.example.org/rfc/rfc1808.txt',
  'file:///etc/hosts',
  'ldap://[2001:db8::7]/c=GB?objectClass?one',
  'data:,x',
  'about:blank',
  'myapp+v1.0-x://callback',
  'a:',
  'http://',
  'x://[v1.a:b]:/',
  'http://a:/',
  'http://ex%61mple.com',
];

const chunk = fc.constantFrom(..."a 1 - . _ ~ %41 ! $ & ' ( ) * + , ; = : @".split(' '));
const chunks = (maxLength: number) => fc.array(chunk, { maxLength }).map((parts) => parts.join(''));
const scheme = fc.stringMatching(/^[a-z][a-z0-9+.-]{0,6}$/);
const absolutePath = fc
  .array(chunks(4), { maxLength: 3 })
  .map((segments) => segments.map((segment) => `/${segment}`).join(''));
const authority = fc.constantFrom(
  '',
  'a',
  'a.b',
  'u@h',
  'u:p@h:1',
  '[::1]',
  '127.0.0.1:80',
  ':0',
  "!$&'()*+,;=",
);
const queryAndFragment = fc
  .tuple(fc.option(chunks(5), { nil: undefined }), fc.option(chunks(5), { nil: undefined }))
  .map(
    ([query, fragment]) =>
      (query === undefined ? '' : `?${query}`) + (fragment === undefined ? '' : `#${fragment}/?`),
  );

const relative = fc.oneof(
  fc.tuple(authority, absolutePath, queryAndFragment).map(([host, path, end]) => `//${host}${path}${end}`),
  fc.tuple(absolutePath, queryAndFragment).map(([path, end]) => path.replace(/^\/+/, '/') + end),
);

/** URIs of any scheme, with and without an authority (RFC 3986 appendix A). */
export const uris: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: webUrls, weight: 3 },
  { arbitrary: fc.constantFrom(...EXAMPLES), weight: 3 },
  { arbitrary: fc.tuple(scheme, relative).map(([name, rest]) => `${name}:${rest}`), weight: 2 },
  {
    arbitrary: fc
      .tuple(scheme, chunks(6), queryAndFragment)
      .map(([name, path, end]) => `${name}:${path}${end}`),
    weight: 1,
  },
);

/** URIs and relative references (RFC 3986 section 4.1), including the empty one. */
export const uriReferences: fc.Arbitrary<string> = fc.oneof(
  uris,
  relative,
  fc.constantFrom('', '#', '?', '.', '..', '../a', 'a/b', './a:b', '?q#f'),
  fc
    .tuple(chunks(4), queryAndFragment)
    .map(([path, end]) => path + end)
    .filter(isUriReference),
);

const nonAscii = fc.constantFrom('ü', '例', '😀', '\u{a0}', 'א');
const withNonAscii = (base: fc.Arbitrary<string>) =>
  fc
    .tuple(base, nonAscii)
    .map(([text, character]) => (text.includes('#') ? text + character : `${text}#${character}`));

/** URIs, some with non-ASCII characters (RFC 3987 section 2.2). */
export const iris: fc.Arbitrary<string> = fc.oneof(
  uris,
  withNonAscii(uris),
  fc.constantFrom('http://bücher.example/ü?ü', 'http://例え.テスト'),
);

/** URI references, some with non-ASCII characters (RFC 3987 section 2.2). */
export const iriReferences: fc.Arbitrary<string> = fc.oneof(
  uriReferences,
  withNonAscii(uriReferences),
  nonAscii,
);

const expression = fc
  .tuple(
    fc.constantFrom('', '+', '#', '.', '/', ';', '?', '&'),
    fc.array(fc.constantFrom('a', 'list', 'a.b', 'x_1', '%41', 'k:3', 'k:9999', 'k*'), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([operator, names]) => `{${operator}${names.join()}}`);

/** URI templates of levels 1 to 4 (RFC 6570 section 1.2). */
export const uriTemplates: fc.Arbitrary<string> = fc
  .array(fc.oneof(expression, fc.constantFrom('http://a.test', '/', 'a', '%20', 'ü', '!', '$')), {
    maxLength: 5,
  })
  .map((parts) => parts.join(''));
