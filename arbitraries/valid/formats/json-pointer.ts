import fc from 'fast-check';

const token = fc.constantFrom('', 'a', '0', '-', 'foo', '~0', '~1', 'a b', 'ü', '%', '"', '__proto__');

/** JSON Pointers (RFC 6901), including the root, empty tokens and escapes. */
export const jsonPointers: fc.Arbitrary<string> = fc
  .array(token, { maxLength: 4 })
  .map((tokens) => tokens.map((part) => `/${part}`).join(''));

/** JSON Pointers as URI fragments (RFC 6901 section 6). */
export const jsonPointerFragments: fc.Arbitrary<string> = jsonPointers.map(
  (pointer) => `#${encodeURIComponent(pointer).replaceAll('%2F', '/')}`,
);

/** Relative JSON Pointers, to a value or to its name. */
export const relativeJsonPointers: fc.Arbitrary<string> = fc
  .tuple(fc.nat(12), fc.oneof(jsonPointers, fc.constant('#')))
  .map(([up, rest]) => `${up}${rest}`);
