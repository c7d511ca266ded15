import fc from 'fast-check';

const octet = fc.oneof(fc.constantFrom(0, 9, 10, 99, 100, 199, 200, 249, 250, 255), fc.nat(255));

/** IPv4 addresses with octets of one to three digits. */
export const ipv4s: fc.Arbitrary<string> = fc
  .tuple(octet, octet, octet, octet)
  .map((octets) => octets.join('.'));

const group = fc.oneof(
  fc.constantFrom('0', 'ffff', 'FFFF', '0000', 'db8'),
  fc.nat(0xffff).map((n) => n.toString(16)),
);
const groups = (minLength: number, maxLength: number) =>
  fc.array(group, { minLength, maxLength, size: 'max' }).map((all) => all.join(':'));

/** IPv6 addresses (RFC 4291 section 2.2): complete, with `::` at any position, and ending in an IPv4 address. */
export const ipv6s: fc.Arbitrary<string> = fc.oneof(
  groups(8, 8),
  fc.tuple(groups(0, 3), groups(0, 4)).map(([head, tail]) => `${head}::${tail}`),
  fc.tuple(groups(6, 6), ipv4s).map(([head, tail]) => `${head}:${tail}`),
  ipv4s.map((tail) => `::ffff:${tail}`),
  fc.constantFrom('::', '::1', '1::', 'fe80::1', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8'),
);
