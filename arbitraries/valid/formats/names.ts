import fc from 'fast-check';

const hex = (digits: number) =>
  fc.integer({ min: 0, max: 16 ** digits - 1 }).map((n) => n.toString(16).padStart(digits, '0'));

/** Universally unique identifiers of version 4 (RFC 9562 section 5.4), in lower case. */
export const uuid4s: fc.Arbitrary<string> = fc
  .tuple(hex(8), hex(4), hex(3), fc.constantFrom('8', '9', 'a', 'b'), hex(3), hex(12))
  .map(([a, b, c, variant, d, e]) => `${a}-${b}-4${c}-${variant}${d}-${e}`);

/** Identifiers of any version, nil and max among them, at times in upper case. */
export const uuids: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: uuid4s, weight: 6 },
  {
    arbitrary: fc
      .tuple(uuid4s, fc.constantFrom('1', '5', '7'))
      .map(([id, v]) => `${id.slice(0, 14)}${v}${id.slice(15)}`),
    weight: 2,
  },
  { arbitrary: uuid4s.map((id) => id.toUpperCase()), weight: 1 },
  {
    arbitrary: fc.constantFrom(
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    ),
    weight: 1,
  },
);

const token = fc.constantFrom('', 'a', '0', '-', 'foo', '~0', '~1', 'a b', 'ü', '%', '"', '__proto__');

/** JSON pointers: the root, empty tokens, escapes. */
export const jsonPointers: fc.Arbitrary<string> = fc
  .array(token, { maxLength: 4 })
  .map((tokens) => tokens.map((each) => `/${each}`).join(''));

/** Relative JSON pointers, to a value and to its name. */
export const relativePointers: fc.Arbitrary<string> = fc
  .tuple(fc.nat(12), fc.oneof(jsonPointers, fc.constant('#')))
  .map(([up, rest]) => `${up}${rest}`);

/** Regular expressions of every kind of element. */
export const regexes: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'a',
      '.',
      '\\d',
      '[a-z]',
      '[^a]',
      '(?:ab)?',
      '(a|b)',
      'a{1,2}',
      'x*',
      '\\.',
      '\\u0041',
      'ü',
    ),
    {
      maxLength: 5,
    },
  )
  .chain((parts) => fc.constantFrom(parts.join(''), `^${parts.join('')}$`));

/** Base64 with every amount of padding. */
export const bytes: fc.Arbitrary<string> = fc
  .uint8Array({ maxLength: 12 })
  .map((octets) => Buffer.from(octets).toString('base64'));
