import { type FormatMutator, must, replace, should } from './format-mutator.ts';

const VERSION = /(?<=^.{14})./;
const VARIANT = /(?<=^.{19})./;

/**
 * RFC 9562 section 4. Libraries accept the spellings under SHOULD, each a different selection; none accepts those under
 * MUST.
 */
export const uuid: FormatMutator[] = [
  ...must([
    ['one character more', 'has one extra character', (value) => `${value}x`],
    ['non-hex digit', 'has a digit that is not hexadecimal', (value) => `${value.slice(0, -1)}g`],
    ['one character less', 'lacks its last character', (value) => value.slice(0, -1)],
    ['non-hex first digit', 'begins with a digit that is not hexadecimal', (value) => `g${value.slice(1)}`],
    ['twice', 'consists of two UUIDs', (value) => `${value},${value}`],
  ]),
  ...should([
    ['no dashes', 'is written without dashes', (value) => value.replaceAll('-', '')],
    ['braces', 'is written in braces', (value) => `{${value}}`],
    ['urn', 'is written as a URN', (value) => `urn:uuid:${value}`],
    ['underscores', 'has underscores instead of dashes', (value) => value.replaceAll('-', '_')],
    ['dash moved', 'has a dash one character too early', (value) => replace(value, /^(.{7})(.)-/, '$1-$2')],
    ['fullwidth digit', 'has a non-ASCII digit', (value) => `${value.slice(0, -1)}１`],
  ]),
];

/** RFC 9562 sections 4.1, 4.2 and 5.4. The variant is a SHOULD, because few servers check it. */
export const uuid4: FormatMutator[] = [
  ...must([['version 1', 'has version 1', (value) => replace(value, VERSION, '1')]]),
  ...uuid,
  ...must([
    ['version 7', 'has version 7', (value) => replace(value, VERSION, '7')],
    ['version 0', 'has version 0', (value) => replace(value, VERSION, '0')],
    ['nil', 'is the nil UUID', () => '00000000-0000-0000-0000-000000000000'],
  ]),
  ...should([
    ['NCS variant', 'has another variant', (value) => replace(value, VARIANT, '7')],
    ['Microsoft variant', 'has another variant', (value) => replace(value, VARIANT, 'c')],
    ['max', 'is the max UUID', () => 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ]),
];
