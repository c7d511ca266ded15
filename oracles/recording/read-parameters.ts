import { listReadings } from '../../http/parse/parameter-readings.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import type { ParameterModel } from '../../spec/clauses/parameter-clauses.ts';
import type { Json } from '../../spec/json.ts';
import { isCertainViolation } from '../../spec/json-schema/formats/certain-violations.ts';
import { typesOf } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Violation } from '../../spec/openapi/case.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import { parseUrl } from '../../spec/parse-url.ts';
import { isRedacted } from '../check-context.ts';
import { judgeShape } from '../judge-shape.ts';
import { isValid } from '../select-branches.ts';
import type { OperationMatch } from './match-operation.ts';

/** The violations by the parameters of a request. */
export interface ParameterReport {
  violations: Violation[];
  /** Whether a parameter may be invalid: its style or type is not parsed, or a placeholder replaces a secret. */
  isUncertain: boolean;
}

/**
 * Compares the parameters of a recorded request with their schemas. A parameter is invalid only if no reading of its
 * text is valid.
 */
export function readParameters({ model, path }: OperationMatch, { sent }: RecordedExchange): ParameterReport {
  const report: ParameterReport = { violations: [], isUncertain: false };
  for (const each of model.parameters) {
    const texts = listTexts(each, path, sent);
    if (!isPlain(each) || texts.some(isRedacted)) report.isUncertain = true;
    else report.violations.push(...findViolation(each, texts));
  }
  return report;
}

/** The texts that a request sends for a parameter; empty if it sends none. */
function listTexts(
  { parameter: { name, in: location } }: ParameterModel,
  path: OperationMatch['path'],
  { url, headers }: RecordedExchange['sent'],
): string[] {
  if (location === 'query') return parseUrl(url)?.searchParams.getAll(name) ?? [];
  const value = {
    path: () => path[name],
    header: () => findHeader(headers, name),
    cookie: () => parseCookies(findHeader(headers, 'cookie') ?? '').get(name),
  }[location]();
  return value === undefined ? [] : [value];
}

/** Whether a request has a value for a parameter. The path of a request always has those of its operation. */
export function isParameterSent(model: ParameterModel, sent: RecordedExchange['sent']): boolean {
  const { in: location, name, style, explode } = model.parameter;
  if (location === 'path' || listTexts(model, {}, sent).length > 0) return true;
  if (location !== 'query') return false;
  const names = [...(parseUrl(sent.url)?.searchParams.keys() ?? [])];
  if (style === 'deepObject') return names.some((key) => key.startsWith(`${name}[`));
  // an exploded object is sent as its properties (OpenAPI 3.1.1 section 4.8.12.3)
  return style === 'form' && explode && listProperties(model).some((property) => names.includes(property));
}

const listProperties = ({ root: { schema } }: ParameterModel): string[] =>
  typeof schema === 'object' && typesOf(schema)?.includes('object')
    ? Object.keys(schema.properties ?? {})
    : [];

const parseCookies = (header: string): Map<string, string> =>
  new Map(header.split(/;\s*/).map((pair) => [pair.replace(/=.*/s, ''), pair.replace(/^[^=]*=?/, '')]));

/** Whether the parameter is a single text, and not a list or an object. */
function isPlain({ parameter: { mediaType, style }, root: { schema, edges } }: ParameterModel): boolean {
  if (mediaType !== undefined || !['simple', 'form'].includes(style) || typeof schema === 'boolean')
    return false;
  const types = typesOf(schema);
  return edges.length === 0 && types !== undefined && !types.includes('array') && !types.includes('object');
}

function findViolation(
  { parameter, root, requiredClause, schemaClauses }: ParameterModel,
  texts: readonly string[],
): Violation[] {
  const instancePointer = `${parameter.in}/${parameter.name}`;
  const [text] = texts;
  if (text === undefined) {
    if (!parameter.required || !requiredClause) return [];
    const description = `${instancePointer} is missing`;
    return [{ clauses: [requiredClause.id], instancePointer, keyword: 'required', description }];
  }
  const readings = texts.length === 1 ? listReadings(root, text) : listReadings(root, [...texts]);
  if (readings.some((reading) => isValid(root, reading))) return [];
  const { format = '' } = typeof root.schema === 'object' ? root.schema : {};
  const isCertain = texts.every((each) => isCertainViolation(format, each));
  // as in a body, another spelling of a format violates only the SHOULD clause about it
  const clauses = listViolated(root, readings, schemaClauses).filter(
    ({ id }) => isCertain || !id.endsWith(':format'),
  );
  const keyword = clauses[0]?.keyword ?? 'type';
  const description = `${instancePointer} is invalid`;
  return [{ clauses: clauses.map(({ id }) => id), instancePointer, keyword, after: text, description }];
}

/**
 * Returns the clauses that the parameter violates if it is read with the right type; if no reading has that type, those
 * that its text violates.
 */
function listViolated(root: SchemaNode, readings: readonly Json[], clauses: readonly Clause[]): Clause[] {
  const violated = readings.map((reading) => {
    const failed = judgeShape(root, reading).filter(({ failure }) => failure);
    return clauses.filter(({ id }) => failed.some(({ clause }) => clause === id));
  });
  return violated.find((each) => !each.some(({ keyword }) => keyword === 'type')) ?? violated[0] ?? [];
}
