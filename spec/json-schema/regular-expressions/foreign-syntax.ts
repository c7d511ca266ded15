import { type AST, visitRegExpAST } from '@eslint-community/regexpp';

/** Syntax of other languages that Annex B of ECMA-262 reads as literal characters. */
const foreignSyntax = [
  /\[\[?\^?:\^?\w+:\]/, // POSIX classes: `[[:alpha:]]`
  /\{,\d+\}/, // Python's `a{,3}`
];

/**
 * Returns the first part of a pattern that is certainly meant in another language: Annex B reads `\Z` as the letter Z,
 * while Python, Java, PCRE and .NET mean the end of the text by it. Undefined if there is none.
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
