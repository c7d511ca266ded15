import { isDeepStrictEqual } from 'node:util';
import { type InstancePointer, isObject, type Json, parsePointer } from '../../spec/json.ts';
import { memoize } from '../../spec/memoize.ts';
import {
  type CheckContext,
  type Failure,
  isBesideThePoint,
  type Oracle,
  wrongStatus,
} from '../check-context.ts';
import { type Resolved, resolveLoc } from '../loc.ts';

/** One entry of a 422's `detail`, with the place in the answer. */
interface Entry {
  error: Record<string, unknown>;
  where: InstancePointer;
}

/** The `detail` of a 422 as the contract describes it; undefined for any other answer. */
function detailOf({ response, exchange, model }: CheckContext): unknown[] | undefined {
  if (response.status !== 422 || exchange.case.kind === 'valid' || !model.responses.has('422'))
    return undefined;
  const body = response.body.json?.value;
  return isObject(body) && Array.isArray(body.detail) ? body.detail : undefined;
}

const entriesOf = memoize((situation: CheckContext): Entry[] =>
  (detailOf(situation) ?? []).flatMap((error, index) =>
    isObject(error) ? [{ error, where: `/detail/${index}` }] : [],
  ),
);

/** Judges a text member of every entry: the first that is empty is the finding. */
const filled =
  (name: 'msg' | 'type'): Oracle =>
  (situation) => {
    const entries = entriesOf(situation).filter(({ error }) => typeof error[name] === 'string');
    if (entries.length === 0) return undefined;
    const empty = entries.find(({ error }) => String(error[name]).trim() === '');
    if (empty === undefined) return 'holds';
    return {
      location: { body: `${empty.where}/${name}` },
      expected: `a ${name} that says something`,
      received: { value: String(empty.error[name]) },
    };
  };

/** An entry with the place in the JSON body that was sent to which its `loc` leads. */
interface Located {
  entry: Entry;
  loc: unknown[];
  resolved: Resolved | undefined;
}

/** The entries with a `loc`; none where no JSON body was sent. */
const resolvedOf = memoize((situation: CheckContext): Located[] => {
  const { exchange, model } = situation;
  const { body } = exchange.case.request;
  const root = model.request;
  if (!root || !body || !('json' in body)) return [];
  const located = entriesOf(situation).filter(({ error }) => Array.isArray(error.loc));
  return located.map((entry) => {
    const loc = entry.error.loc as unknown[]; // filtered above
    return { entry, loc, resolved: resolveLoc(loc, body.json, root) };
  });
});

const printLoc = (loc: readonly unknown[]): string => JSON.stringify(loc);

/** UUIDs are compared without their spelling: case, dashes, braces and `urn:uuid:` (RFC 9562, section 4). */
const bare = (value: unknown): unknown =>
  typeof value === 'string' && /^(urn:uuid:)?\{?[\da-f-]{32,36}\}?$/i.test(value)
    ? value.toLowerCase().replace(/^urn:uuid:|[{}-]/g, '')
    : value;

const sameInput = (input: unknown, value: unknown): boolean => isDeepStrictEqual(bare(input), bare(value));

function wrongInput({ error, where }: Entry, { value, parent, place }: Resolved): Failure | undefined {
  const input = error.input as Json; // a property of a JSON object is JSON
  if (value === undefined ? input === null || sameInput(input, parent) : sameInput(input, value))
    return undefined;
  const there =
    value === undefined
      ? 'the object that lacks the property at `loc`, or null'
      : `the value sent at ${place || 'the body'}: ${JSON.stringify(value)?.slice(0, 200)}`;
  return { location: { body: `${where}/input` }, expected: there, received: { value: input } };
}

/** Of a body from which a property was removed: what other branches of its union miss, since each would make it whole. */
function missingElsewhere({ model, exchange }: CheckContext): InstancePointer[] {
  const { request: root } = model;
  const { violation, request } = exchange.case;
  if (!root || violation?.keyword !== 'required' || !request.body || !('json' in request.body)) return [];
  const { contract, direction } = root.message;
  const errors = contract.validator(root.schemaPointer, direction)(request.body.json);
  return errors.filter(({ keyword }) => keyword === 'required').map(({ instancePointer }) => instancePointer);
}

/** Whether a server has to see the violation; what it may fairly read as valid, it may refuse for something else. */
function isBinding({ model, exchange }: CheckContext): boolean {
  const violated = exchange.case.violation?.clauses ?? [];
  const own = model.clauses.filter(({ id }) => violated.includes(id));
  return own.length === 0 || own.some(({ level }) => level === 'MUST');
}

/** Rules about what clients read of a 422. */
export const errors: Readonly<Record<string, Oracle>> = {
  'errors:refused': (situation) => {
    const { exchange, response } = situation;
    const { violation, kind } = exchange.case;
    if (kind !== 'invalid' || !violation || isBesideThePoint(situation)) return undefined;
    if (response.status < 300 || response.status >= 500) return undefined; // told by the violated clause, or by no-server-error
    if (response.status === 404 && situation.model.operation.path.includes('{')) return undefined; // the path names nothing
    return response.status === 422 ? 'holds' : wrongStatus(response, 'status 422');
  },

  'errors:detail': (situation) => {
    const { response, exchange } = situation;
    if (response.status !== 422 || exchange.case.kind === 'valid') return undefined;
    const detail = detailOf(situation);
    if (detail !== undefined && detail.length > 0) return 'holds';
    const received = detail ? { value: [] } : { words: 'no list of that name' };
    return { location: { body: '/detail' }, expected: 'a list with at least one error', received };
  },

  'errors:msg': filled('msg'),
  'errors:type': filled('type'),

  'errors:loc': (situation) => {
    const { violation } = situation.exchange.case;
    if (!violation) return undefined;
    if (/^(path|query|header|cookie)\//.test(violation.instancePointer))
      return locOfParameter(situation, violation.instancePointer);
    const found = resolvedOf(situation);
    if (found.length === 0) return undefined;
    const places = [violation.instancePointer, ...missingElsewhere(situation)];
    if (found.some(({ resolved }) => resolved && places.includes(resolved.place))) return 'holds';
    if (!isBinding(situation)) return undefined;
    const words = found.map(({ loc }) => printLoc(loc)).join(', ');
    const names = parsePointer(violation.instancePointer).map((token) => `, ${JSON.stringify(token)}`);
    const place = names.length === 0 ? '["body"]' : `["body", …${names.join('')}]`;
    return {
      location: { body: `${found[0]?.entry.where}/loc` },
      expected: `a loc that leads to the violated place: ${place}`,
      received: { words },
    };
  },

  'errors:loc-resolves': (situation) => {
    const found = resolvedOf(situation);
    if (found.length === 0) return undefined;
    const lost = found.find(({ resolved }) => resolved === undefined);
    if (lost === undefined) return 'holds';
    return {
      location: { body: `${lost.entry.where}/loc` },
      expected: 'a loc that leads to a place of the body that was sent',
      received: { words: printLoc(lost.loc) },
    };
  },

  'errors:input': (situation) => {
    const given = resolvedOf(situation).filter(({ entry }) => Object.hasOwn(entry.error, 'input'));
    const judged = given.flatMap(({ entry, resolved }) => (resolved ? [{ entry, resolved }] : []));
    if (judged.length === 0) return undefined;
    return (
      judged.map(({ entry, resolved }) => wrongInput(entry, resolved)).find((wrong) => wrong !== undefined) ??
      'holds'
    );
  },
};

function locOfParameter(situation: CheckContext, where: string): ReturnType<Oracle> {
  const locs = entriesOf(situation).flatMap(({ error }) => (Array.isArray(error.loc) ? [error.loc] : []));
  if (locs.length === 0) return undefined;
  if (locs.some((loc) => loc.slice(0, 2).join('/').toLowerCase() === where.toLowerCase())) return 'holds';
  return {
    location: { body: '/detail/0/loc' },
    expected: `a loc that leads to ${where}`,
    received: { words: locs.map(printLoc).join(', ') },
  };
}
