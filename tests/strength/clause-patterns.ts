/** Whether one of the patterns matches the id of a clause. `*` in a pattern matches any text. */
export function matchesClause(patterns: readonly string[], clause: string): boolean {
  return patterns.some((pattern) => {
    const source = pattern.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${source.join('.*')}$`).test(clause);
  });
}

/** Returns the operations whose clauses the patterns match; undefined if a pattern matches those of any operation. */
export function listOperations(patterns: readonly string[]): readonly string[] | undefined {
  const operations = patterns.map((pattern) => pattern.slice(0, pattern.indexOf('/')));
  return operations.includes('*') ? undefined : [...new Set(operations)];
}
