import fc from 'fast-check';

const hex = (digits: number) =>
  fc.integer({ min: 0, max: 16 ** digits - 1 }).map((n) => n.toString(16).padStart(digits, '0'));

/** Version 4 UUIDs (RFC 9562 section 5.4), in lower case. */
export const uuid4s: fc.Arbitrary<string> = fc
  .tuple(hex(8), hex(4), hex(3), fc.constantFrom('8', '9', 'a', 'b'), hex(3), hex(12))
  .map(([a, b, c, variant, d, e]) => `${a}-${b}-4${c}-${variant}${d}-${e}`);

/** UUIDs of several versions, including the nil and max UUIDs, some in upper case. */
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
