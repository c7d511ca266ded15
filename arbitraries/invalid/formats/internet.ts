import { type FormatViolation, must, should, swap } from './row.ts';

const local = (value: string): string => value.slice(0, value.lastIndexOf('@'));
const domain = (value: string): string => value.slice(value.lastIndexOf('@') + 1);

/** RFC 6531 section 3.3: `Mailbox`, in which a local part may be beyond ASCII. */
export const idnEmail: FormatViolation[] = [
  ...must([
    ['no at', 'has no @', (value) => value.replaceAll('@', '')],
    ['no local part', 'has nothing before its @', (value) => `@${domain(value)}`],
    ['no domain', 'has nothing after its @', (value) => `${local(value)}@`],
    ['two ats', 'has two @', (value) => `${local(value)}@@${domain(value)}`],
    ['two addresses', 'is two addresses', (value) => `${value},${value}`],
    ['blank in domain', 'has a blank in its domain', (value) => `${local(value)}@exa mple.com`],
    ['empty label', 'has an empty label in its domain', (value) => `${local(value)}@example..com`],
    ['open bracket', 'has a bracket that is not closed', (value) => `${local(value)}@[127.0.0.1`],
  ]),
  ...should([
    ['blank in local part', 'has a blank in its local part', (value) => `a b@${domain(value)}`],
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
export const email: FormatViolation[] = [
  ...idnEmail,
  ...should([
    ['local part beyond ASCII', 'has a local part beyond ASCII', (value) => `é@${domain(value)}`],
    ['domain beyond ASCII', 'has a domain beyond ASCII', (value) => `${local(value)}@bücher.example`],
  ]),
];

/** RFC 5890 section 2.3.2.3. */
export const idnHostname: FormatViolation[] = [
  ...must([
    ['empty label', 'has an empty label', (value) => `${value}..com`],
    ['blank inside', 'has a blank inside', (value) => `exa mple.${value}`],
    ['a URL', 'is a URL', (value) => `https://${value}/`],
    ['with a port', 'has a port', (value) => `${value}:80`],
    ['long label', 'has a label of 64 characters', () => `${'a'.repeat(64)}.com`],
    ['too long', 'is longer than 253 characters', () => `${'abcdefg.'.repeat(32)}com`],
  ]),
  ...should([
    ['underscore', 'has an underscore', (value) => `a_b.${value}`],
    ['hyphen first', 'begins with a hyphen', (value) => `-${value}`],
    ['hyphen last', 'has a label that ends with a hyphen', (value) => `a-.${value}`],
    ['dot first', 'begins with a dot', (value) => `.${value}`],
    ['dot last', 'ends with a dot', (value) => `${value}.`],
  ]),
];

/** RFC 1123 section 2.1. */
export const hostname: FormatViolation[] = [
  ...idnHostname,
  ...should([['beyond ASCII', 'has a label beyond ASCII', (value) => `bücher.${value}`]]),
];

/** RFC 2673 section 3.2. */
export const ipv4: FormatViolation[] = [
  ...must([
    ['octet 256', 'has an octet of 256', (value) => swap(value, /\d+$/, '256')],
    ['five octets', 'has five octets', (value) => `${value}.1`],
    ['empty octet', 'has an empty octet', (value) => swap(value, /\.\d+$/, '.')],
    ['letter', 'has a letter', (value) => swap(value, /\d+$/, 'a')],
    ['negative octet', 'has a negative octet', (value) => swap(value, /\d+$/, '-1')],
    ['with a port', 'has a port', (value) => `${value}:80`],
  ]),
  ...should([
    ['three octets', 'has three octets', (value) => swap(value, /\.\d+$/, '')],
    ['leading zero', 'has an octet with a leading zero', (value) => swap(value, /\d+$/, '01')],
    ['hexadecimal', 'has a hexadecimal octet', (value) => swap(value, /\d+$/, '0x1')],
    ['one number', 'is a single number', () => '2130706433'],
    ['with a prefix length', 'has a prefix length', (value) => `${value}/24`],
  ]),
];

/** RFC 4291 section 2.2. */
export const ipv6: FormatViolation[] = [
  ...must([
    ['nine groups', 'has nine groups', () => '1:2:3:4:5:6:7:8:9'],
    ['seven groups', 'has seven groups', () => '1:2:3:4:5:6:7'],
    ['five digits', 'has a group of five digits', () => '::12345'],
    ['two gaps', 'has two gaps', () => '1::2::3'],
    ['three colons', 'has three colons in a row', () => '1:::2'],
    ['letter g', 'has a group with a g', () => '::g'],
    ['colon last', 'ends with a colon', () => '1:2:3:4:5:6:7:'],
    ['octet 256', 'ends with an IPv4 address that is none', () => '::ffff:1.2.3.256'],
    ['an IPv4 address', 'is an IPv4 address', () => '127.0.0.1'],
  ]),
  ...should([
    ['zone', 'has a zone', (value) => `${value}%eth0`],
    ['brackets', 'is in brackets', (value) => `[${value}]`],
    ['with a prefix length', 'has a prefix length', (value) => `${value}/64`],
  ]),
];
