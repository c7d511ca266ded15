import { type FormatViolation, must, should, swap } from './row.ts';

const VERSION = /(?<=^.{14})./;
const VARIANT = /(?<=^.{19})./;

/** RFC 9562 section 4. Every library reads its own set of the spellings under SHOULD; none reads those under MUST. */
export const uuid: FormatViolation[] = [
  ...must([
    ['one character more', 'has one character more', (value) => `${value}x`],
    ['non-hex digit', 'has a digit that is not hexadecimal', (value) => `${value.slice(0, -1)}g`],
    ['one character less', 'lacks its last character', (value) => value.slice(0, -1)],
    ['non-hex first digit', 'begins with a digit that is not hexadecimal', (value) => `g${value.slice(1)}`],
    ['twice', 'is two ids, joined', (value) => `${value},${value}`],
  ]),
  ...should([
    ['no dashes', 'is written without dashes', (value) => value.replaceAll('-', '')],
    ['braces', 'is written in braces', (value) => `{${value}}`],
    ['urn', 'is written as a URN', (value) => `urn:uuid:${value}`],
    ['underscores', 'has underscores for dashes', (value) => value.replaceAll('-', '_')],
    ['dash moved', 'has a dash one place too early', (value) => swap(value, /^(.{7})(.)-/, '$1-$2')],
    ['fullwidth digit', 'has a digit beyond ASCII', (value) => `${value.slice(0, -1)}１`],
  ]),
];

/** Section 4.2 and 5.4: other versions; the variant is looked at by few. */
export const uuid4: FormatViolation[] = [
  ...must([['version 1', 'is of version 1', (value) => swap(value, VERSION, '1')]]),
  ...uuid,
  ...must([
    ['version 7', 'is of version 7', (value) => swap(value, VERSION, '7')],
    ['version 0', 'is of no version', (value) => swap(value, VERSION, '0')],
    ['nil', 'is the nil UUID', () => '00000000-0000-0000-0000-000000000000'],
  ]),
  ...should([
    ['NCS variant', 'is of another variant', (value) => swap(value, VARIANT, '7')],
    ['Microsoft variant', 'is of another variant', (value) => swap(value, VARIANT, 'c')],
    ['max', 'is the max UUID', () => 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ]),
];
