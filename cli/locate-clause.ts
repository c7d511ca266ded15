import type { Clause } from '../spec/clauses/clause.ts';
import type { SourceLine } from '../spec/document/defect.ts';
import type { Contract } from '../spec/openapi/contract.ts';

/** Returns a clause with its line, and with its pointer as the file has it: a converted document has other pointers. */
export function locateClause(contract: Contract, clause: Clause): { clause: Clause; source?: SourceLine } {
  if (clause.schemaPointer === undefined) return { clause };
  const { pointer, ...source } = contract.locate(clause.schemaPointer);
  return { clause: pointer === undefined ? clause : { ...clause, schemaPointer: pointer }, source };
}
