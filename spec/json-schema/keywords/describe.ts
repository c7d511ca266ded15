import type { SchemaObject } from '../schema.ts';
import { type ClauseKeyword, clauseKeywords, keywords } from './keywords.ts';

/**
 * Lists the assertions of a schema that have one clause each, with the clause's description: a sentence about the
 * subject.
 */
export function describeAssertions(
  schema: SchemaObject,
  subject: string,
): { keyword: ClauseKeyword; description: string }[] {
  return clauseKeywords.flatMap((keyword) => {
    const expected = schema[keyword] === undefined ? undefined : describeExpected(schema, keyword);
    if (expected === undefined) return [];
    return [{ keyword, description: `${subject} ${keywords[keyword].assertion?.verb} ${expected}` }];
  });
}

/** Describes the requirement of a keyword as a noun phrase: "a string", "at least 2 items". */
export const describeExpected = (schema: SchemaObject, keyword: ClauseKeyword): string | undefined =>
  keywords[keyword].assertion?.expected(schema);
