import { type FormatMutator, must } from './format-mutator.ts';

/** ECMA-262. */
export const regex: FormatMutator[] = must([
  ['open group', 'has an unclosed group', (value) => `${value}(`],
  ['close group', 'has an unmatched closing parenthesis', (value) => `${value})`],
  ['open class', 'has an unclosed character class', (value) => `${value}[`],
  ['nothing to repeat', 'has a quantifier with nothing to repeat', (value) => `*${value}`],
  ['backslash last', 'ends with a backslash', (value) => `${value}\\`],
  ['bad range', 'has a character range in reverse order', (value) => `${value}[z-a]`],
]);
