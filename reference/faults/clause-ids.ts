const operation = 'customer-sessions:create';

type Ids = (...places: string[]) => string[];

/** `:keyword` says something of the prefix itself, anything else of a place below it. */
const under =
  (...prefixes: string[]): Ids =>
  (...places) =>
    places.flatMap((place) =>
      prefixes.map((prefix) => `${operation}/${prefix}${place.startsWith(':') ? '' : '/'}${place}`),
    );

const byIdBranch = 'request@CustomerSessionCustomerIDCreate';
const byExternalIdBranch = 'request@CustomerSessionCustomerExternalIDCreate';

/** Clauses of the 201 body, by place and keyword. */
export const session = under('201');
export const individual = under('201/customer@individual');
export const team = under('201/customer@team');
/** The same of either kind of customer. */
export const customer = under('201/customer@individual', '201/customer@team');
/** Clauses of the 422 body, and of each of its entries. */
export const refusal = under('422');
export const entry = under('422/detail/-');
/** The same clause of both branches of the request body. */
export const request = under(byIdBranch, byExternalIdBranch);
export const wholeBody = under('request');
export const byId = under(byIdBranch);
export const byExternalId = under(byExternalIdBranch);

const rules =
  (family: string): Ids =>
  (...names) =>
    names.map((name) => `${operation}/${family}:${name}`);

/** Clauses that no schema states, by family. */
export const authentication = rules('authentication');
export const errors = rules('errors');
export const protocol = rules('protocol');
export const robustness = rules('robustness');
export const semantics = rules('semantics');
