import { Composer, type Document, Lexer, LineCounter, Parser } from 'yaml';
import { assertNoDefects, ContractError, createFileDefect } from './contract-error.ts';
import type { Defect } from './defect.ts';
import { LIMITS } from './limits.ts';

export interface ComposedDocument {
  document: Document.Parsed;
  lines: LineCounter;
}

/**
 * Composes the single YAML document of a text.
 * @throws {ContractError} listing syntax errors and exceeded limits.
 */
export function composeYaml(text: string, file: string): ComposedDocument {
  const lines = new LineCounter();
  const createDefect = (description: string, offset = 0): Defect =>
    createFileDefect(file, description, Math.max(1, lines.linePos(offset).line));
  if (Buffer.byteLength(text) > LIMITS.bytes)
    assertNoDefects([createDefect(`is longer than ${LIMITS.bytes / 1024 / 1024} MiB`)]);
  const createDepthError = (offset: number) =>
    new ContractError([createDefect(`is nested more than ${LIMITS.depth} levels deep`, offset)]);
  // `uniqueKeys` would compare all names with each other, in quadratic time: `parseDocument` finds duplicates instead.
  const composer = new Composer({ lineCounter: lines, uniqueKeys: false, merge: false });
  const tokens = parseTokens(text, lines, createDepthError);
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  if (!document) throw new ContractError([createDefect('is empty')]);
  if (second) assertNoDefects([createDefect('is a second document in the file', second.range[0])]);
  assertNoDefects(
    document.errors
      .slice(0, LIMITS.defects)
      .map(({ message, pos: [start] }) => createDefect(`is not YAML: ${message}`, start)),
  );
  return { document, lines };
}

/** Tokenizes like `Parser.parse`, but limits the nesting depth, because the composer recurses into the tokens. */
function* parseTokens(text: string, lines: LineCounter, createDepthError: (offset: number) => ContractError) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > LIMITS.depth) throw createDepthError(parser.offset);
  }
  yield* parser.end();
}
