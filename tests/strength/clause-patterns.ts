/** True if one of the patterns describes the id of a clause. `*` in a pattern stands for any text. */
export function matchesClause(patterns: readonly string[], clause: string): boolean {
  return patterns.some((pattern) => {
    const source = pattern.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${source.join('.*')}$`).test(clause);
  });
}

/** The operations whose clauses the patterns describe; undefined if they describe those of any operation. */
export function listOperations(patterns: readonly string[]): readonly string[] | undefined {
  const operations = patterns.map((pattern) => pattern.slice(0, pattern.indexOf('/')));
  return operations.includes('*') ? undefined : [...new Set(operations)];
}
