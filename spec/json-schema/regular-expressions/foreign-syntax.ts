import { type AST, visitRegExpAST } from '@eslint-community/regexpp';

/** Syntax of other languages that JavaScript reads as literal characters (ECMA-262 Annex B). */
const foreignSyntax = [
  /\[\[?\^?:\^?\w+:\]/, // POSIX classes: `[[:alpha:]]`
  /\{,\d+\}/, // Python's `a{,3}`
];

/**
 * Returns the first part of a pattern that is certainly written for another language, such as `\Z`: JavaScript reads it
 * as the letter Z (ECMA-262 Annex B), while it is the end of the text in Python, Java, PCRE and .NET. Undefined if
 * there is none.
 */
export function findForeignSyntax(source: string, pattern: AST.Pattern): string | undefined {
  for (const syntax of foreignSyntax) {
    const [found] = syntax.exec(source) ?? [];
    if (found !== undefined) return `\`${found}\``;
  }
  let foreign: string | undefined;
  visitRegExpAST(pattern, {
    onCharacterEnter: ({ raw, value }) => {
      const isEscapedLetter = /^\\[a-z]$/i.test(raw) && String.fromCodePoint(value) === raw[1];
      if (isEscapedLetter) foreign ??= `\`${raw}\``;
    },
  });
  return foreign;
}
