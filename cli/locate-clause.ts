import type { RecordedResult } from '../reporters/record.ts';
import type { Clause } from '../spec/clauses/clause.ts';
import type { ClauseResult } from '../spec/clauses/verdict.ts';
import type { SourceLine } from '../spec/document/defect.ts';
import type { Contract } from '../spec/openapi/contract.ts';

/**
 * Returns a clause with its line and pointer in the file. The pointers of a document that was converted, such as
 * Swagger 2.0, differ from those of its file.
 */
export function locateClause(contract: Contract, clause: Clause): { clause: Clause; source?: SourceLine } {
  if (clause.schemaPointer === undefined) return { clause };
  const { pointer, ...source } = contract.locate(clause.schemaPointer);
  return { clause: pointer === undefined ? clause : { ...clause, schemaPointer: pointer }, source };
}

/** Returns the result of a clause with the line and pointer of the clause in the file. */
export const locateResult = (contract: Contract, result: ClauseResult): RecordedResult => ({
  ...result,
  ...locateClause(contract, result.clause),
});
