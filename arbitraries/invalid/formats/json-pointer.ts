import { type FormatMutator, must, should } from './format-mutator.ts';

const tildes: FormatMutator[] = [
  ...should([
    ['bad escape', 'has an invalid tilde escape', (value) => `${value}/~2`],
    ['tilde last', 'ends with a tilde', (value) => `${value}/~`],
  ]),
];

/** RFC 6901 section 3. */
export const jsonPointer: FormatMutator[] = [
  ...must([
    ['no slash', 'lacks its leading slash', (value) => (value.length > 1 ? value.slice(1) : 'a')],
    ['dotted', 'is a dotted path', () => 'a.b'],
  ]),
  ...should([['fragment', 'is a URI fragment', (value) => `#${value}`]]),
  ...tildes,
];

/** RFC 6901 section 6. */
export const jsonPointerUriFragment: FormatMutator[] = [
  ...must([
    ['no hash', 'lacks its hash sign', (value) => value.slice(1)],
    ['no slash', 'lacks its leading slash', () => '#a'],
  ]),
  ...should([['blank inside', 'contains a space', (value) => `${value}/a b`]]),
  ...tildes,
];

/** draft-bhutton-relative-json-pointer-00 section 3. */
export const relativeJsonPointer: FormatMutator[] = [
  ...must([
    ['no number', 'lacks its number', () => '/a'],
    ['negative', 'is negative', (value) => `-${value}`],
    ['letters', 'has letters after its number', () => '1a'],
    ['two hashes', 'has two hash signs', () => '1##'],
  ]),
  ...should([['leading zero', 'has a leading zero', (value) => `0${value}`]]),
  ...tildes,
];
