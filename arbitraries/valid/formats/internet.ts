import fc from 'fast-check';

const label = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z]{1,8}$/), weight: 3 },
  { arbitrary: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,6}[a-z0-9]$/), weight: 2 },
  { arbitrary: fc.constantFrom('a', '0', 'a'.repeat(63), 'xn--bcher-kva', 'A'), weight: 1 },
);

/** Two hyphens in the third and fourth place are for A-labels (RFC 5891 section 4.2.3.1). */
const plainLabel = label.filter((text) => text.startsWith('xn--bcher') || text.slice(2, 4) !== '--');

/** Host names of one to four labels. */
export const hostnames: fc.Arbitrary<string> = fc
  .array(plainLabel, { minLength: 1, maxLength: 3 })
  .map((labels) => labels.join('.'))
  .filter((name) => name.length <= 253);

/** Domains as people have them: names that end in a registered-looking domain, reserved for examples (RFC 2606). */
export const domains: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', 'mail.', 'a-b.', 'x1.'),
    fc.constantFrom('example', 'xn--bcher-kva', 'a'),
    fc.constantFrom('com', 'org', 'test'),
  )
  .map(([sub, name, top]) => `${sub}${name}.${top}`);

const localPart = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z0-9]{1,10}(?:\.[a-z0-9]{1,5})?$/), weight: 3 },
  { arbitrary: fc.stringMatching(/^[a-z]{1,5}\+[a-z0-9]{1,5}$/), weight: 1 },
  {
    arbitrary: fc.constantFrom("o'hara", 'a_b', 'x-y', "!#$%&'*+/=?^_`{|}~-", 'a'.repeat(64), 'A'),
    weight: 1,
  },
);

/** Mail addresses with all characters that a local part may have unquoted. */
export const emails: fc.Arbitrary<string> = fc
  .tuple(localPart, domains)
  .map(([local, domain]) => `${local}@${domain}`);

const idnLabel = fc.constantFrom('bücher', '例え', 'παράδειγμα', 'مثال', 'a');

/** Host names with labels in other scripts than Latin. */
export const idnHostnames: fc.Arbitrary<string> = fc.oneof(
  hostnames,
  fc.array(idnLabel, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.')),
);

/** Mail addresses with other scripts on either side. */
export const idnEmails: fc.Arbitrary<string> = fc.oneof(
  emails,
  fc.tuple(fc.constantFrom('ü', '用户', 'a'), idnLabel).map(([local, name]) => `${local}@${name}.test`),
);

const octet = fc.oneof(fc.constantFrom(0, 9, 10, 99, 100, 199, 200, 249, 250, 255), fc.nat(255));

/** IPv4 addresses, octets of every number of digits. */
export const ipv4s: fc.Arbitrary<string> = fc
  .tuple(octet, octet, octet, octet)
  .map((octets) => octets.join('.'));

const word = fc.oneof(
  fc.constantFrom('0', 'ffff', 'FFFF', '0000', 'db8'),
  fc.nat(0xffff).map((n) => n.toString(16)),
);
const words = (minLength: number, maxLength: number) =>
  fc.array(word, { minLength, maxLength, size: 'max' }).map((all) => all.join(':'));

/** IPv6 addresses: whole, with a gap at every place, with an IPv4 tail. */
export const ipv6s: fc.Arbitrary<string> = fc.oneof(
  words(8, 8),
  fc.tuple(words(0, 3), words(0, 4)).map(([head, tail]) => `${head}::${tail}`),
  fc.tuple(words(6, 6), ipv4s).map(([head, tail]) => `${head}:${tail}`),
  ipv4s.map((tail) => `::ffff:${tail}`),
  fc.constantFrom('::', '::1', '1::', 'fe80::1', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8'),
);
