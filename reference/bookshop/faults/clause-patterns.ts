/** Patterns of clause ids: `*` matches any text. */
type ClausePatterns = string[];

/** The clauses of the schema at a location of the request: `request/query.limit`, `request/title`, `request`. */
export const requestClauses = (operation: string, path: string, ...keywords: string[]): ClausePatterns =>
  keywords.map((keyword) => `${operation}/${path}:${keyword}`);

/** The clauses that valid requests are accepted. */
export const acceptanceClauses = (operation: string): ClausePatterns => [
  `${operation}/request*:accept*`,
  `${operation}/request:accepted`,
];

/** The clauses of a response body, and the clause that the body as a whole is valid. */
export const responseClauses = (operation: string, status: string, ...suffixes: string[]): ClausePatterns => [
  ...suffixes.map((suffix) => `${operation}/${status}${suffix}`),
  `${operation}/${status}:schema`,
];

export const headerClauses = (
  operation: string,
  status: string,
  name: string,
  ...keywords: string[]
): ClausePatterns => keywords.map((keyword) => `${operation}/${status}/header.${name}:${keyword}`);

/**
 * The clauses of rules, which do not come from a schema.
 * @param operation an operation id, or `*`
 */
export const ruleClauses = (operation: string, ...names: string[]): ClausePatterns =>
  names.map((name) => `${operation}/${name}`);
