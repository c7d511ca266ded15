const operation = 'customer-sessions:create';

type ClauseIds = (...suffixes: string[]) => string[];

/**
 * Creates a function that appends suffixes to each prefix. The suffix `:keyword` means a clause of the schema itself,
 * `name:keyword` one of a subschema.
 */
const schemaClauses =
  (...prefixes: string[]): ClauseIds =>
  (...suffixes) =>
    suffixes.flatMap((suffix) =>
      prefixes.map((prefix) => `${operation}/${prefix}${suffix.startsWith(':') ? '' : '/'}${suffix}`),
    );

const byIdBranch = 'request@CustomerSessionCustomerIDCreate';
const byExternalIdBranch = 'request@CustomerSessionCustomerExternalIDCreate';

/** Clauses of the 201 response body. */
export const sessionClauses = schemaClauses('201');
export const individualClauses = schemaClauses('201/customer@individual');
export const teamClauses = schemaClauses('201/customer@team');
/** The clauses of the schemas of individuals and of teams. */
export const customerClauses = schemaClauses('201/customer@individual', '201/customer@team');
/** Clauses of the 422 response body, and of the entries of its `detail`. */
export const errorBodyClauses = schemaClauses('422');
export const errorEntryClauses = schemaClauses('422/detail/-');
/** The clauses of both branches of the request body. */
export const requestClauses = schemaClauses(byIdBranch, byExternalIdBranch);
export const requestRootClauses = schemaClauses('request');
export const byIdClauses = schemaClauses(byIdBranch);
export const byExternalIdClauses = schemaClauses(byExternalIdBranch);

const ruleClauses =
  (family: string): ClauseIds =>
  (...names) =>
    names.map((name) => `${operation}/${family}:${name}`);

/** The clauses of authentication rules, which do not come from a schema. */
export const authenticationClauses = ruleClauses('authentication');
export const errorClauses = ruleClauses('errors');
export const protocolClauses = ruleClauses('protocol');
export const robustnessClauses = ruleClauses('robustness');
export const semanticsClauses = ruleClauses('semantics');
