import { type InstancePointer, parsePointer } from '../../spec/json.ts';
import { isUnion, listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import type { CheckContext, CheckResult } from '../check-context.ts';
import type { ResolvedLoc } from '../resolve-loc.ts';
import { type LocatedEntry, listEntries, locateEntries } from './error-entries.ts';

/**
 * Whether a `loc` correctly leads to no value of the body: to a declared parameter (`["query", "limit"]`), to the name
 * of a property (`["body", "names", "x", "[key]"]`), or possibly into a branch of a union, whose name servers choose.
 */
export function leadsElsewhere({ model }: CheckContext, loc: readonly unknown[]): boolean {
  const [location, name] = loc;
  const isParameter = model.parameters.some(
    ({ parameter }) =>
      parameter.in === location && parameter.name.toLowerCase() === String(name).toLowerCase(),
  );
  const mayNameBranch = !model.strictErrors && model.request !== undefined && hasUnion(model.request);
  return isParameter || isAboutName(loc) || mayNameBranch;
}

/** Whether a `loc` leads to the name of a property, as Pydantic writes it: its `input` is the name. */
export const isAboutName = (loc: readonly unknown[]): boolean => loc.at(-1) === '[key]';

const hasUnion = memoize((root: SchemaNode): boolean =>
  listNodes(root).some(({ edges }) => edges.some(({ keyword }) => isUnion(keyword))),
);

/** Judges the `loc` of the errors for an invalid body. `violated` is the location of the violation. */
export function judgeBodyLoc(context: CheckContext, violated: InstancePointer): CheckResult {
  const located = locateEntries(context);
  if (located.length === 0) return undefined;
  const pointers = [violated, ...listMissingElsewhere(context)];
  const mayBeBelow = isUnion(context.exchange.case.violation?.keyword ?? ''); // at what a branch requires
  const isRight = ({ instancePointer }: ResolvedLoc): boolean =>
    pointers.includes(instancePointer) || (mayBeBelow && instancePointer.startsWith(`${violated}/`));
  if (located.some(({ resolved }) => resolved && isRight(resolved))) return 'pass';
  if (!isBinding(context) || (!context.model.strictErrors && !pointElsewhere(located, violated)))
    return undefined;
  const names = parsePointer(violated).map((token) => `, ${JSON.stringify(token)}`);
  const expected = names.length === 0 ? '["body"]' : `["body", …${names.join('')}]`;
  return {
    location: { body: `${located[0]?.entry.instancePointer}/loc` },
    expected: `a loc that leads to the violation: ${expected}`,
    received: { words: located.map(({ loc }) => printLoc(loc)).join(', ') },
  };
}

/**
 * Whether all errors lead to other parts of the body than the violated value, its parents and its children. A server
 * may also report a violation in a union at the union or at its tag.
 */
const pointElsewhere = (located: readonly LocatedEntry[], violated: InstancePointer): boolean =>
  located.every(
    ({ resolved }) =>
      resolved !== undefined &&
      !`${violated}/`.startsWith(`${resolved.instancePointer}/`) &&
      !`${resolved.instancePointer}/`.startsWith(`${violated}/`),
  );

/** Judges the `loc` of the errors for an invalid parameter. `name` is `LOCATION/NAME`, such as `query/limit`. */
export function judgeParameterLoc(context: CheckContext, name: string): CheckResult {
  const locs = listEntries(context).flatMap(({ error }) => (Array.isArray(error.loc) ? [error.loc] : []));
  if (locs.length === 0) return undefined;
  if (locs.some((loc) => loc.slice(0, 2).join('/').toLowerCase() === name.toLowerCase())) return 'pass';
  return {
    location: { body: '/detail/0/loc' },
    expected: `a loc that leads to ${name}`,
    received: { words: locs.map(printLoc).join(', ') },
  };
}

/**
 * Lists the properties that other branches of a union require. A server may report a missing property as any of these.
 */
function listMissingElsewhere({ model, exchange }: CheckContext): InstancePointer[] {
  const { request: root } = model;
  const { violation, request } = exchange.case;
  if (!root || violation?.keyword !== 'required' || !request.body || !('json' in request.body)) return [];
  const { contract, direction } = root.message;
  const validationErrors = contract.getValidator(root.schemaPointer, direction)(request.body.json);
  return validationErrors
    .filter(({ keyword }) => keyword === 'required')
    .map(({ instancePointer }) => instancePointer);
}

/**
 * Whether the request violates a MUST clause. A server may accept a SHOULD violation and reject the request for another
 * reason.
 */
function isBinding({ model, exchange }: CheckContext): boolean {
  const ids = exchange.case.violation?.clauses ?? [];
  const violated = model.clauses.filter(({ id }) => ids.includes(id));
  return violated.length === 0 || violated.some(({ level }) => level === 'MUST');
}

export const printLoc = (loc: readonly unknown[]): string => JSON.stringify(loc);
