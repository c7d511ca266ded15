import { _, type Ajv2020, type CodeKeywordDefinition } from 'ajv/dist/2020.js';
import { countCharacters } from '../count-characters.ts';

/**
 * Replaces ajv's code for `minLength` and `maxLength`, which counts the characters of every string. The number of UTF-16
 * code units decides nearly always: a string has at most as many characters, and at least half as many.
 */
export function replaceLengthKeywords(ajv: Ajv2020): void {
  for (const keyword of ['minLength', 'maxLength'] as const) {
    const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition; // as ajv defines it
    definition.code = (cxt) => {
      const { data, gen, schemaCode } = cxt;
      const count = _`${gen.scopeValue('func', { ref: countOnce })}(${data})`;
      cxt.fail(
        keyword === 'maxLength'
          ? _`${data}.length > ${schemaCode} && ${count} > ${schemaCode}`
          : _`${data}.length < ${schemaCode} * 2 && ${count} < ${schemaCode}`,
      );
    };
  }
}

/** The string counted last: all branches of a union count the same one. */
let last = { text: '', count: 0 };

function countOnce(text: string): number {
  if (text !== last.text) last = { text, count: countCharacters(text) };
  return last.count;
}
