import { isSameNumber } from '../../spec/exact-integers.ts';
import { type InstancePointer, type Json, parsePointer } from '../../spec/json.ts';
import { isUnion, listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import {
  type CheckContext,
  type CheckResult,
  createStatusFailure,
  type Failure,
  isAboutRateOrCredentials,
  type Oracle,
} from '../check-context.ts';
import type { ResolvedLoc } from '../resolve-loc.ts';
import {
  type ErrorEntry,
  getDetail,
  type LocatedEntry,
  listEntries,
  locateEntries,
} from './error-entries.ts';

/** The oracles of the rules about 422 responses. */
export const errors: Readonly<Record<string, Oracle>> = {
  'errors:refused': (context) => {
    const { exchange, response, model, target } = context;
    const { violation, kind } = exchange.case;
    if (kind !== 'invalid' || !violation || isAboutRateOrCredentials(context)) return undefined;
    // An accepted request fails the clause that it violates, and a 5xx fails `protocol:no-server-error`.
    if (response.status < 300 || response.status >= 500) return undefined;
    // a resource that does not exist is reported before an invalid request
    if (response.status === 404 && model.operation.path.includes('{')) return undefined;
    if (response.status === 422) return target.requestAccepted ? 'pass' : undefined;
    return model.strictErrors ? createStatusFailure(response, 'status 422') : undefined;
  },

  'errors:detail': (context) => {
    const { response, exchange, model } = context;
    if (response.status !== 422 || exchange.case.kind === 'valid' || response.body.isUnread) return undefined;
    const detail = getDetail(context);
    if (detail !== undefined && detail.length > 0) return 'pass';
    // the response schema decides whether `detail` is required
    if (detail === undefined && !model.strictErrors) return undefined;
    const received = detail ? { value: [] } : { words: 'no list of that name' };
    return { location: { body: '/detail' }, expected: 'a list with at least one error', received };
  },

  'errors:msg': (context) => judgeText(context, 'msg'),
  'errors:type': (context) => judgeText(context, 'type'),

  'errors:loc': (context) => {
    const { violation } = context.exchange.case;
    if (!violation || violation.keyword === 'propertyNames' || !context.target.requestAccepted)
      return undefined;
    return /^(path|query|header|cookie)\//.test(violation.instancePointer)
      ? judgeParameterLoc(context, violation.instancePointer)
      : judgeBodyLoc(context, violation.instancePointer);
  },

  'errors:loc-resolves': (context) => {
    const located = locateEntries(context);
    if (located.length === 0) return undefined;
    const lost = located.find(({ loc, resolved }) => resolved === undefined && !leadsElsewhere(context, loc));
    if (lost === undefined) return 'pass';
    return {
      location: { body: `${lost.entry.instancePointer}/loc` },
      expected: 'a loc that leads to a location in the body that was sent',
      received: { words: printLoc(lost.loc) },
    };
  },

  'errors:input': (context) => {
    const judged = locateEntries(context).flatMap(({ entry, loc, resolved }) =>
      resolved && Object.hasOwn(entry.error, 'input') && !isAboutName(loc)
        ? [findInputFailure(entry, resolved)]
        : [],
    );
    return judged.length === 0 ? undefined : (judged.find((failure) => failure) ?? 'pass');
  },
};

/**
 * Whether a `loc` correctly leads to no value of the body: to a declared parameter (`["query", "limit"]`), to the name
 * of a property (`["body", "names", "x", "[key]"]`), or possibly into a branch of a union, whose name servers choose.
 */
function leadsElsewhere({ model }: CheckContext, loc: readonly unknown[]): boolean {
  const [location, name] = loc;
  const isParameter = model.parameters.some(
    ({ parameter }) =>
      parameter.in === location && parameter.name.toLowerCase() === String(name).toLowerCase(),
  );
  const mayNameBranch = !model.strictErrors && model.request !== undefined && hasUnion(model.request);
  return isParameter || isAboutName(loc) || mayNameBranch;
}

/** Whether a `loc` leads to the name of a property, as Pydantic writes it: its `input` is the name. */
const isAboutName = (loc: readonly unknown[]): boolean => loc.at(-1) === '[key]';

const hasUnion = memoize((root: SchemaNode): boolean =>
  listNodes(root).some(({ edges }) => edges.some(({ keyword }) => isUnion(keyword))),
);

/** Fails at the first entry whose member is an empty string. The response schema judges its type. */
function judgeText(context: CheckContext, name: 'msg' | 'type'): CheckResult {
  const entries = listEntries(context).filter(({ error }) => typeof error[name] === 'string');
  if (entries.length === 0) return undefined;
  const empty = entries.find(({ error }) => String(error[name]).trim() === '');
  if (empty === undefined) return 'pass';
  return {
    location: { body: `${empty.instancePointer}/${name}` },
    expected: `a ${name} that is not empty`,
    received: { value: String(empty.error[name]) },
  };
}

function judgeBodyLoc(context: CheckContext, violated: InstancePointer): CheckResult {
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
function judgeParameterLoc(context: CheckContext, name: string): CheckResult {
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

function findInputFailure(
  { error, instancePointer }: ErrorEntry,
  resolved: ResolvedLoc,
): Failure | undefined {
  const { value, parent } = resolved;
  const input = error.input as Json; // a part of a JSON body
  const isExpected =
    value === undefined ? input === null || isSameInput(input, parent) : isSameInput(input, value);
  if (isExpected) return undefined;
  const expected =
    value === undefined
      ? 'the object that lacks the property at `loc`, or null'
      : `the value sent at ${resolved.instancePointer || 'the body'}: ${JSON.stringify(value)?.slice(0, 200)}`;
  return { location: { body: `${instancePointer}/input` }, expected, received: { value: input } };
}

/** Compares JSON values, without what may differ between what was sent and what a server read or writes. */
function isSameInput(input: unknown, sent: unknown): boolean {
  if (typeof input === 'number' && typeof sent === 'number') return isSameNumber(input, sent);
  if (typeof input !== 'object' || typeof sent !== 'object' || input === null || sent === null)
    return normalizeText(input) === normalizeText(sent);
  const [inputs, parts] = [Object.entries(input), new Map(Object.entries(sent))];
  return (
    Array.isArray(input) === Array.isArray(sent) &&
    inputs.length === parts.size &&
    inputs.every(([name, value]) => parts.has(name) && isSameInput(value, parts.get(name)))
  );
}

/**
 * Removes what may differ between what was sent and what a server read: white space at the ends; of a UUID, case,
 * dashes, braces and `urn:uuid:` (RFC 9562 section 4).
 */
function normalizeText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  const isUuid = /^(urn:uuid:)?\{?[\da-f-]{32,36}\}?$/i.test(text);
  return isUuid ? text.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '') : text;
}

const printLoc = (loc: readonly unknown[]): string => JSON.stringify(loc);
