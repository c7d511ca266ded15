import { type FormatViolation, must, should } from './row.ts';

const tildes: FormatViolation[] = [
  ...should([
    ['bad escape', 'has a tilde that escapes nothing', (value) => `${value}/~2`],
    ['tilde last', 'ends with a tilde', (value) => `${value}/~`],
  ]),
];

/** RFC 6901 section 3. */
export const jsonPointer: FormatViolation[] = [
  ...must([
    ['no slash', 'lacks its first slash', (value) => (value.length > 1 ? value.slice(1) : 'a')],
    ['dotted', 'is a path with dots', () => 'a.b'],
  ]),
  ...should([['fragment', 'is a URI fragment', (value) => `#${value}`]]),
  ...tildes,
];

/** RFC 6901 section 6. */
export const jsonPointerUriFragment: FormatViolation[] = [
  ...must([
    ['no hash', 'lacks its hash', (value) => value.slice(1)],
    ['no slash', 'lacks its first slash', () => '#a'],
  ]),
  ...should([['blank inside', 'has a blank inside', (value) => `${value}/a b`]]),
  ...tildes,
];

/** draft-bhutton-relative-json-pointer-00 section 3. */
export const relativeJsonPointer: FormatViolation[] = [
  ...must([
    ['no number', 'lacks its number', () => '/a'],
    ['negative', 'is negative', (value) => `-${value}`],
    ['letters', 'has letters after its number', () => '1a'],
    ['two hashes', 'has two hashes', () => '1##'],
  ]),
  ...should([['leading zero', 'has a leading zero', (value) => `0${value}`]]),
  ...tildes,
];

/** ECMA-262. */
export const regex: FormatViolation[] = must([
  ['open group', 'has a group that is not closed', (value) => `${value}(`],
  ['close group', 'has a group that was not opened', (value) => `${value})`],
  ['open class', 'has a class that is not closed', (value) => `${value}[`],
  ['nothing to repeat', 'repeats nothing', (value) => `*${value}`],
  ['backslash last', 'ends with a backslash', (value) => `${value}\\`],
  ['bad range', 'has a range from high to low', (value) => `${value}[z-a]`],
]);

/** RFC 4648 section 4; decoders differ on all of it. */
export const byte: FormatViolation[] = should([
  ['one character more', 'has one character more', (value) => `A${value}`],
  ['one character less', 'lacks its last character', (value) => value.slice(0, -1)],
  ['URL-safe', 'is in the URL-safe alphabet', (value) => `ab-_${value}`],
  ['strange sign', 'has a sign that is in no alphabet', (value) => `ab!?${value}`],
  ['padding inside', 'has padding inside', (value) => `ab==${value}abcd`],
  ['line feed', 'has a line feed', (value) => `abcd\n${value}`],
]);
