import fc from 'fast-check';
import { exampleDomains, idnLabels } from './hostname.ts';

const localPart = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z0-9]{1,10}(?:\.[a-z0-9]{1,5})?$/), weight: 3 },
  { arbitrary: fc.stringMatching(/^[a-z]{1,5}\+[a-z0-9]{1,5}$/), weight: 1 },
  {
    arbitrary: fc.constantFrom("o'hara", 'a_b', 'x-y', "!#$%&'*+/=?^_`{|}~-", 'a'.repeat(64), 'A'),
    weight: 1,
  },
);

/** Email addresses whose local parts use every character that needs no quotes (RFC 5321 section 4.1.2). */
export const emails: fc.Arbitrary<string> = fc
  .tuple(localPart, exampleDomains)
  .map(([local, domain]) => `${local}@${domain}`);

/** Email addresses, some with non-ASCII characters in the local part and the domain (RFC 6531 section 3.3). */
export const idnEmails: fc.Arbitrary<string> = fc.oneof(
  emails,
  fc.tuple(fc.constantFrom('ü', '用户', 'a'), idnLabels).map(([local, name]) => `${local}@${name}.test`),
);
