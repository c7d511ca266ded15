import { Composer, type Document, Lexer, LineCounter, Parser } from 'yaml';
import type { Defect } from '../openapi/contract.ts';
import { ContractError, demandNone } from './contract-error.ts';

/** Limits on documents from strangers: text, nesting, and values that aliases stand for ("billion laughs"). */
export const LIMITS = { bytes: 10 * 1024 * 1024, depth: 500, aliased: 100_000 } as const;

/** How many defects of one kind a message lists: where something is wrong throughout, the first ones tell. */
export const MOST = 20;

export interface Composed {
  document: Document.Parsed;
  lines: LineCounter;
}

/**
 * Composes the one YAML document of a text.
 * @throws {ContractError} listing syntax errors and passed limits.
 */
export function compose(text: string, file: string): Composed {
  const lines = new LineCounter();
  const defect = (says: string, offset = 0): Defect => {
    return {
      schemaPointer: '#',
      source: { file, line: Math.max(1, lines.linePos(offset).line) },
      description: says,
    };
  };
  if (Buffer.byteLength(text) > LIMITS.bytes)
    demandNone([defect(`is longer than ${LIMITS.bytes / 1024 / 1024} MiB`)]);
  const tooDeep = (offset: number) =>
    new ContractError([defect(`is nested more than ${LIMITS.depth} levels deep`, offset)]);
  // `uniqueKeys` compares each name with all before it, which takes quadratic time: `parse` compares them.
  const composer = new Composer({ lineCounter: lines, uniqueKeys: false, merge: false });
  const documents = [...composer.compose(tokens(text, lines, tooDeep), true, text.length)];
  const [document, second] = documents;
  if (!document) throw new ContractError([defect('is empty')]);
  if (second) demandNone([defect('is a second document in the file', second.range[0])]);
  demandNone(
    document.errors.slice(0, MOST).map(({ message, pos: [from] }) => defect(`is not YAML: ${message}`, from)),
  );
  return { document, lines };
}

/** As `Parser.parse`, but for the depth: what is composed and built of these tokens is so by recursion. */
function* tokens(text: string, lines: LineCounter, tooDeep: (offset: number) => ContractError) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > LIMITS.depth) throw tooDeep(parser.offset);
  }
  yield* parser.end();
}
