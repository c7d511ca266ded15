import { type FormatMutator, must, should } from './format-mutator.ts';

const local = (value: string): string => value.slice(0, value.lastIndexOf('@'));
const domain = (value: string): string => value.slice(value.lastIndexOf('@') + 1);

/** RFC 6531 section 3.3: `Mailbox`, whose local part may be non-ASCII. */
export const idnEmail: FormatMutator[] = [
  ...must([
    ['no at', 'has no @', (value) => value.replaceAll('@', '')],
    ['no local part', 'has nothing before its @', (value) => `@${domain(value)}`],
    ['no domain', 'has nothing after its @', (value) => `${local(value)}@`],
    ['two ats', 'has two @', (value) => `${local(value)}@@${domain(value)}`],
    ['two addresses', 'consists of two addresses', (value) => `${value},${value}`],
    ['blank in domain', 'has a space in its domain', (value) => `${local(value)}@exa mple.com`],
    ['empty label', 'has an empty label in its domain', (value) => `${local(value)}@example..com`],
    ['open bracket', 'has an unclosed bracket', (value) => `${local(value)}@[127.0.0.1`],
  ]),
  ...should([
    ['blank in local part', 'has a space in its local part', (value) => `a b@${domain(value)}`],
    ['display name', 'has a display name', (value) => `Jo <${value}>`],
    ['dot first', 'begins with a dot', (value) => `.a@${domain(value)}`],
    ['dot last', 'has a dot before its @', (value) => `a.@${domain(value)}`],
    ['two dots', 'has two dots in a row', (value) => `a..b@${domain(value)}`],
    ['hyphen first', 'has a domain that begins with a hyphen', (value) => `${local(value)}@-example.com`],
    ['underscore', 'has an underscore in its domain', (value) => `${local(value)}@exa_mple.com`],
    ['long local part', 'has a local part of 65 characters', (value) => `${'a'.repeat(65)}@${domain(value)}`],
    ['long label', 'has a label of 64 characters', (value) => `${local(value)}@${'a'.repeat(64)}.com`],
    ['mailto', 'is a mailto URL', (value) => `mailto:${value}`],
  ]),
];

/** RFC 5321 section 4.1.2. */
export const email: FormatMutator[] = [
  ...idnEmail,
  ...should([
    ['local part beyond ASCII', 'has a non-ASCII local part', (value) => `é@${domain(value)}`],
    ['domain beyond ASCII', 'has a non-ASCII domain', (value) => `${local(value)}@bücher.example`],
  ]),
];
