import fc from 'fast-check';
import { isUriReference } from '../../../spec/json-schema/formats/uri.ts';
import { webUrls } from './web-urls.ts';

const OTHERS = [
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

const chunk = fc.constantFrom(
  'a',
  '1',
  '-',
  '.',
  '_',
  '~',
  '%41',
  '!',
  '$',
  '&',
  "'",
  '(',
  ')',
  '*',
  '+',
  ',',
  ';',
  '=',
  ':',
  '@',
);
const run = (maxLength: number) => fc.array(chunk, { maxLength }).map((chunks) => chunks.join(''));
const schemes = fc.stringMatching(/^[a-z][a-z0-9+.-]{0,6}$/);
const rooted = fc
  .array(run(4), { maxLength: 3 })
  .map((segments) => segments.map((each) => `/${each}`).join(''));
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
const ends = fc
  .tuple(fc.option(run(5), { nil: undefined }), fc.option(run(5), { nil: undefined }))
  .map(
    ([query, fragment]) =>
      (query === undefined ? '' : `?${query}`) + (fragment === undefined ? '' : `#${fragment}/?`),
  );

const relative = fc.oneof(
  fc.tuple(authority, rooted, ends).map(([host, path, end]) => `//${host}${path}${end}`),
  fc.tuple(rooted, ends).map(([path, end]) => path.replace(/^\/+/, '/') + end),
);

/** URIs of any scheme: with and without authority, hierarchical and not. */
export const uris: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: webUrls, weight: 3 },
  { arbitrary: fc.constantFrom(...OTHERS), weight: 3 },
  { arbitrary: fc.tuple(schemes, relative).map(([scheme, rest]) => `${scheme}:${rest}`), weight: 2 },
  {
    arbitrary: fc.tuple(schemes, run(6), ends).map(([scheme, path, end]) => `${scheme}:${path}${end}`),
    weight: 1,
  },
);

/** URIs, and references relative to one: by host, by path, by query, by fragment, and the empty one. */
export const uriReferences: fc.Arbitrary<string> = fc.oneof(
  uris,
  relative,
  fc.constantFrom('', '#', '?', '.', '..', '../a', 'a/b', './a:b', '?q#f'),
  fc
    .tuple(run(4), ends)
    .map(([path, end]) => path + end)
    .filter(isUriReference),
);

const beyond = fc.constantFrom('ü', '例', '😀', '\u{a0}', 'א');
const wide = (base: fc.Arbitrary<string>) =>
  fc.tuple(base, beyond).map(([text, more]) => (text.includes('#') ? text + more : `${text}#${more}`));

/** URIs, at times with characters beyond ASCII. */
export const iris: fc.Arbitrary<string> = fc.oneof(
  uris,
  wide(uris),
  fc.constantFrom('http://bücher.example/ü?ü', 'http://例え.テスト'),
);

/** URI references, at times with characters beyond ASCII. */
export const iriReferences: fc.Arbitrary<string> = fc.oneof(uriReferences, wide(uriReferences), beyond);

const expression = fc
  .tuple(
    fc.constantFrom('', '+', '#', '.', '/', ';', '?', '&'),
    fc.array(fc.constantFrom('a', 'list', 'a.b', 'x_1', '%41', 'k:3', 'k:9999', 'k*'), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([operator, names]) => `{${operator}${names.join()}}`);

/** URI templates of all levels (RFC 6570 section 1.2). */
export const uriTemplates: fc.Arbitrary<string> = fc
  .array(fc.oneof(expression, fc.constantFrom('http://a.test', '/', 'a', '%20', 'ü', '!', '$')), {
    maxLength: 5,
  })
  .map((parts) => parts.join(''));
