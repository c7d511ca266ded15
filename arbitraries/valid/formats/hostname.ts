import fc from 'fast-check';

const anyLabel = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z]{1,8}$/), weight: 3 },
  { arbitrary: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,6}[a-z0-9]$/), weight: 2 },
  { arbitrary: fc.constantFrom('a', '0', 'a'.repeat(63), 'xn--bcher-kva', 'A'), weight: 1 },
);

/**
 * Labels without hyphens as third and fourth characters, which are reserved for A-labels (RFC 5891 section 4.2.3.1).
 */
const label = anyLabel.filter((text) => text.startsWith('xn--bcher') || text.slice(2, 4) !== '--');

/** Hostnames of one to three labels (RFC 1123 section 2.1). */
export const hostnames: fc.Arbitrary<string> = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map((labels) => labels.join('.'))
  .filter((name) => name.length <= 253);

/** Realistic domains, most of them reserved for examples or tests (RFC 2606). */
export const exampleDomains: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', 'mail.', 'a-b.', 'x1.'),
    fc.constantFrom('example', 'xn--bcher-kva', 'a'),
    fc.constantFrom('com', 'org', 'test'),
  )
  .map(([subdomain, name, topLevel]) => `${subdomain}${name}.${topLevel}`);

/** Labels in several scripts. */
export const idnLabels = fc.constantFrom('bücher', '例え', 'παράδειγμα', 'مثال', 'a');

/** Hostnames, some with non-ASCII labels (RFC 5890 section 2.3.2.3). */
export const idnHostnames: fc.Arbitrary<string> = fc.oneof(
  hostnames,
  fc.array(idnLabels, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.')),
);
