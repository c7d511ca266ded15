import { listHeaderReadings } from '../http/parse/header-readings.ts';
import type { HeaderModel } from '../spec/clauses/header-clauses.ts';
import type { Json } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import { type CheckContext, type CheckResult, type Failure, getHeader, isRedacted } from './check-context.ts';
import { judgeShape } from './judge-shape.ts';
import type { ShapeObservation } from './shape-position.ts';

/** The result of one clause about a response header. */
interface HeaderObservation {
  clause: string;
  result: CheckResult;
}

/** Judges the headers that the document defines for the response. */
export function judgeHeaders({ model, response, documented }: CheckContext): HeaderObservation[] {
  const headers = (documented && model.headers.get(documented.status)) ?? [];
  return headers.flatMap((header) =>
    judgeHeader(header, getHeader(response, header.header.name.toLowerCase())),
  );
}

/** Judges the values of a header that the document defines; an empty list if the header is absent. */
export function judgeHeader(model: HeaderModel, values: readonly string[]): HeaderObservation[] {
  const { header, root, requiredClause } = model;
  const location = `header ${header.name.toLowerCase()}` as const;
  const isPresent = values.length > 0;
  const missing: Failure = { location, expected: 'the header', received: { words: 'nothing' } };
  const presence = requiredClause
    ? [{ clause: requiredClause.id, result: isPresent ? ('pass' as const) : missing }]
    : [];
  if (!isPresent || values.some(isRedacted)) return presence;
  const words = values.map((value) => JSON.stringify(value)).join(', ');
  const whole = `${root.message.operation}/${root.message.root}:schema`; // a header has no clause about its whole value
  const results = judgeShape(root, selectReading(root, listHeaderReadings(model, values)))
    .filter(({ clause }) => clause !== whole)
    .map(({ clause, failure }) => ({ clause, result: toResult(failure, location, words) }));
  return [...presence, ...results];
}

const toResult = (
  failure: ShapeObservation['failure'],
  location: Failure['location'],
  words: string,
): CheckResult => (failure ? { location, expected: failure.expected, received: { words } } : 'pass');

/**
 * Selects a valid reading of the header's text, else one of the right type, so that the finding names the violated
 * keyword.
 */
function selectReading({ schema, schemaPointer, message }: SchemaNode, readings: readonly Json[]): Json {
  const [first = ''] = readings;
  if (typeof schema === 'boolean') return first;
  const validate = message.contract.getValidator(schemaPointer, message.direction);
  const ranked = readings.map((reading) => {
    const errors = validate(reading);
    const wrongTypes = errors.filter(({ keyword }) => keyword === 'type');
    const isOtherType = wrongTypes.some(({ instancePointer }) => instancePointer === '');
    return { reading, costs: [Number(isOtherType), wrongTypes.length, errors.length] };
  });
  return ranked.sort((a, b) => compareCosts(a.costs, b.costs))[0]?.reading ?? first;
}

/** Compares by the first number in which the lists differ. */
const compareCosts = (a: readonly number[], b: readonly number[]): number =>
  a.map((cost, index) => cost - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
