import { type FormatMutator, must, should } from './format-mutator.ts';

/** RFC 5890 section 2.3.2.3. */
export const idnHostname: FormatMutator[] = [
  ...must([
    ['empty label', 'has an empty label', (value) => `${value}..com`],
    ['blank inside', 'contains a space', (value) => `exa mple.${value}`],
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
export const hostname: FormatMutator[] = [
  ...idnHostname,
  ...should([['beyond ASCII', 'has a non-ASCII label', (value) => `bücher.${value}`]]),
];
