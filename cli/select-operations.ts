import { UsageError } from '../http/usage-error.ts';
import { ContractError } from '../spec/document/contract-error.ts';
import { escapeRegExp } from '../spec/escape-reg-exp.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { Options } from './parse-options.ts';
import { didYouMean } from './suggest.ts';

/** The properties by which options select operations, with the names of these options in `Options`. */
const criteria = [
  { option: 'operation', excluding: 'excludeOperation', match: matchOperations, listValues: listNames },
  { option: 'tag', excluding: 'excludeTag', ...createTextCriterion(({ tags }) => tags) },
  { option: 'method', excluding: 'excludeMethod', match: matchMethods, listValues: listMethods },
  { option: 'path', excluding: 'excludePath', ...createTextCriterion(({ path }) => [path]) },
] as const;

type Criterion = (typeof criteria)[number];

/** The options that select operations. Those that are missing select all. */
export type Selection = Partial<
  Pick<Options, Criterion['option'] | Criterion['excluding'] | 'excludeDeprecated'>
>;

/** Whether the options select some of the operations only. */
export const hasSelection = (selection: Selection): boolean =>
  selection.excludeDeprecated === true ||
  criteria.some(({ option, excluding }) => [option, excluding].some((name) => selection[name]?.length));

/**
 * The operations that the options select, in the order of the contract. An operation must match one value of each
 * option that is given, and no value of an excluding option.
 * @throws UsageError if a value matches no operation, or if no operation is selected; ContractError if a selected
 * operation uses a part of the document that has defects
 */
export function selectOperations(
  { operations, webhooks }: Contract,
  selection: Selection,
): readonly Operation[] {
  if (operations.length === 0 && webhooks.length > 0)
    throw new UsageError(
      'The contract has webhooks and no operations: judge deliveries with `receive`, or with `judge --webhooks`.',
    );
  const included = include(operations, selection);
  const selected = exclude(included, operations, selection);
  const defective = selected.filter(({ defects }) => defects);
  if (defective.length > 0) throw createDefectError(defective, selected.length);
  return selected;
}

/** Maximum number of operations that the remedy names. */
const MAX_EXCLUDED = 50;

function createDefectError(defective: readonly Operation[], count: number): ContractError {
  const defects = defective.flatMap((operation) => operation.defects ?? []);
  const options = defective.map(({ id }) => `--exclude-operation='${id}'`);
  const remedy =
    defective.length < count && defective.length <= MAX_EXCLUDED
      ? `${defective.length} of ${count} operations use these parts of the document. To test the others, correct it, or add ${options.join(' ')}`
      : undefined;
  return new ContractError(defects, undefined, remedy);
}

function include(operations: readonly Operation[], selection: Selection): readonly Operation[] {
  const matches = criteria.flatMap((criterion) => {
    const values = selection[criterion.option] ?? [];
    const name = `--${criterion.option}`;
    return values.length === 0 ? [] : [{ name, matching: matchAll(name, criterion, values, operations) }];
  });
  const included = operations.filter((each) => matches.every(({ matching }) => matching.includes(each)));
  if (included.length > 0 || operations.length === 0) return included;
  const found = matches.map(({ name, matching }) => `${name} selects ${formatIds(matching)}`);
  throw new UsageError(
    `No operation matches all selections: ${found.join('; ')}. Remove one of them, or change its value.`,
  );
}

function exclude(
  included: readonly Operation[],
  operations: readonly Operation[],
  selection: Selection,
): readonly Operation[] {
  const excluded = criteria.flatMap((criterion) =>
    matchAll(`--exclude-${criterion.option}`, criterion, selection[criterion.excluding] ?? [], operations),
  );
  const isExcluded = (operation: Operation): boolean =>
    excluded.includes(operation) || (selection.excludeDeprecated === true && operation.deprecated);
  const selected = included.filter((operation) => !isExcluded(operation));
  if (selected.length > 0 || included.length === 0) return selected;
  throw new UsageError(
    `No operation is left to test: the options --exclude-… exclude ${formatIds(included)}. Exclude fewer operations.`,
  );
}

function matchAll(
  option: string,
  { option: property, match, listValues }: Criterion,
  patterns: readonly string[],
  operations: readonly Operation[],
): Operation[] {
  return patterns.flatMap((pattern) => {
    const matching = match(pattern, operations);
    if (matching.length > 0) return matching;
    const values = listValues(operations);
    const subject = property === 'operation' ? 'operation' : `operation with the ${property}`;
    throw new UsageError(
      `${option}: the contract has no ${subject} ${pattern.slice(0, 200)}.${didYouMean(pattern, values) || describeValues(property, operations, values)}`,
    );
  });
}

/** The largest number of values that a message lists. Of longer lists, `--list` prints all. */
const maxValues = 12;

function describeValues(
  property: Criterion['option'],
  operations: readonly Operation[],
  values: readonly string[],
): string {
  const shown = property === 'operation' ? operations.map(({ id }) => id) : values;
  if (shown.length > maxValues) return ' The command list prints all operations.';
  return shown.length === 0 ? ` It has no ${property}s.` : ` It has ${shown.join(', ')}.`;
}

const formatIds = (operations: readonly Operation[]): string =>
  formatFirst(
    operations.map(({ id }) => id),
    maxValues,
  );

/** Names the first operations by method and path: `GET /books, POST /books and 3 more`. */
export const formatOperations = (operations: readonly Operation[], limit: number): string =>
  formatFirst(operations.map(formatMethodAndPath), limit);

/** Formats the first names of a list, and the number of the others. */
export function formatFirst(names: readonly string[], limit: number): string {
  const shown = names.slice(0, limit);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `POST /things`. */
export const formatMethodAndPath = ({ method, path }: Operation): string => `${method} ${path}`;

/** The ids of operations, and their methods and paths. */
export function listNames(operations: readonly Operation[]): string[] {
  return [...new Set(operations.flatMap((operation) => [operation.id, formatMethodAndPath(operation)]))];
}

/** The operations with this id or this method and path; otherwise those that match it as a pattern with `*`. */
export function matchOperations(name: string, operations: readonly Operation[]): Operation[] {
  const withMethod = name.replace(/^[a-z]+(?= +\/)/i, (method) => method.toUpperCase()).replace(/ +/, ' ');
  const exact = operations.filter(({ id }) => id === name);
  if (exact.length > 0) return exact;
  const matches = createMatcher(withMethod);
  return operations.filter((operation) => matches(operation.id) || matches(formatMethodAndPath(operation)));
}

function listMethods(operations: readonly Operation[]): string[] {
  return [...new Set(operations.map(({ method }) => method))];
}

function matchMethods(name: string, operations: readonly Operation[]): Operation[] {
  return operations.filter(({ method }) => method === name.toUpperCase());
}

/** Selects the operations with exactly this text; otherwise those that match it as a pattern with `*`. */
function createTextCriterion(getTexts: (operation: Operation) => readonly string[]) {
  return {
    match(pattern: string, operations: readonly Operation[]): Operation[] {
      const exact = operations.filter((operation) => getTexts(operation).includes(pattern));
      const matches = createMatcher(pattern);
      return exact.length > 0 ? exact : operations.filter((operation) => getTexts(operation).some(matches));
    },
    listValues: (operations: readonly Operation[]): string[] => [...new Set(operations.flatMap(getTexts))],
  };
}

/** Returns a function that matches whole texts. `*` in the pattern matches any text, slashes included. */
function createMatcher(pattern: string): (text: string) => boolean {
  const expression = new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`, 's');
  return (text) => expression.test(text);
}
