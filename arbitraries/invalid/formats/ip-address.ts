import { type FormatMutator, must, replace, should } from './format-mutator.ts';

/** RFC 2673 section 3.2. */
export const ipv4: FormatMutator[] = [
  ...must([
    ['octet 256', 'has an octet of 256', (value) => replace(value, /\d+$/, '256')],
    ['five octets', 'has five octets', (value) => `${value}.1`],
    ['empty octet', 'has an empty octet', (value) => replace(value, /\.\d+$/, '.')],
    ['letter', 'has a letter', (value) => replace(value, /\d+$/, 'a')],
    ['negative octet', 'has a negative octet', (value) => replace(value, /\d+$/, '-1')],
    ['with a port', 'has a port', (value) => `${value}:80`],
  ]),
  ...should([
    ['three octets', 'has three octets', (value) => replace(value, /\.\d+$/, '')],
    ['leading zero', 'has an octet with a leading zero', (value) => replace(value, /\d+$/, '01')],
    ['hexadecimal', 'has a hexadecimal octet', (value) => replace(value, /\d+$/, '0x1')],
    ['one number', 'is a single number', () => '2130706433'],
    ['with a prefix length', 'has a prefix length', (value) => `${value}/24`],
  ]),
];

/** RFC 4291 section 2.2. */
export const ipv6: FormatMutator[] = [
  ...must([
    ['nine groups', 'has nine groups', () => '1:2:3:4:5:6:7:8:9'],
    ['seven groups', 'has seven groups', () => '1:2:3:4:5:6:7'],
    ['five digits', 'has a group of five digits', () => '::12345'],
    ['two gaps', 'has two `::`', () => '1::2::3'],
    ['three colons', 'has three colons in a row', () => '1:::2'],
    ['letter g', 'has a group with the letter g', () => '::g'],
    ['colon last', 'ends with a colon', () => '1:2:3:4:5:6:7:'],
    ['octet 256', 'ends with an invalid IPv4 address', () => '::ffff:1.2.3.256'],
    ['an IPv4 address', 'is an IPv4 address', () => '127.0.0.1'],
  ]),
  ...should([
    ['zone', 'has a zone', (value) => `${value}%eth0`],
    ['brackets', 'is in square brackets', (value) => `[${value}]`],
    ['with a prefix length', 'has a prefix length', (value) => `${value}/64`],
  ]),
];
