import type { Json, JsonObject } from '../../../spec/json.ts';
import type { ParameterLocation } from '../../../spec/openapi/request-message.ts';
import type { MessageSource } from '../message-source.ts';
import { createIssue, type Issue, type Location, type RawValue, toText } from '../values/value-type.ts';
import { decodeFormText, decodePercent, parseCookies, parseFormPairs } from './pairs.ts';
import type { ParameterDefinition } from './parameter.ts';
import { splitPairs, splitValue } from './split-value.ts';

/** Returns the part of the path at a template expression, still percent-encoded. */
function pathSegment(template: string, path: string, name: string): string | undefined {
  const index = template.split('/').indexOf(`{${name}}`);
  return path.split('/')[index];
}

const prefixes = {
  label: () => '.',
  matrix: (name: string) => `;${name}=`,
} as const;

function readPathParameter(parameter: ParameterDefinition, context: MessageSource): RawValue | undefined {
  const { name, style } = parameter;
  const segment = pathSegment(context.operation.path, context.url.pathname, name);
  const prefix = style === 'label' || style === 'matrix' ? prefixes[style](name) : '';
  return segment?.startsWith(prefix)
    ? splitValue(parameter, segment.slice(prefix.length), decodePercent)
    : undefined;
}

function readHeaderParameter(
  parameter: ParameterDefinition,
  { headers }: MessageSource,
): RawValue | undefined {
  const value = headers[parameter.name.toLowerCase()];
  return value === undefined ? undefined : splitValue(parameter, String(value), (text) => text.trim());
}

const rawReaders: Readonly<
  Record<ParameterLocation, (parameter: ParameterDefinition, context: MessageSource) => RawValue | undefined>
> = {
  path: readPathParameter,
  query: (parameter, { url }) => splitPairs(parameter, parseFormPairs(url.search.slice(1)), decodeFormText),
  header: readHeaderParameter,
  cookie: (parameter, { headers }) =>
    splitPairs(parameter, parseCookies(headers.cookie ?? ''), decodePercent),
};

/** The values of the parameters, and the issues of those that could not be read. */
export interface ReadParameters {
  values: Record<ParameterLocation, JsonObject>;
  issues: Issue[];
}

function parseJson(text: string, location: Location): { value: Json } | { issue: Issue } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { issue: createIssue(location, 'content', 'must be JSON') };
  }
}

/** Reads the parameters that the operation defines, and ignores others. */
export function readParameters(context: MessageSource): ReadParameters {
  const values: ReadParameters['values'] = { path: {}, query: {}, header: {}, cookie: {} };
  const issues: Issue[] = [];
  for (const parameter of context.operation.parameters ?? []) {
    const { in: place, name, type, isJson } = parameter;
    const raw = rawReaders[place](parameter, context);
    if (raw === undefined) continue;
    const result = isJson
      ? parseJson(toText(raw), [place, name])
      : { value: type.read(raw, context.settings) };
    if ('value' in result) values[place][name] = result.value;
    else issues.push(result.issue);
  }
  return { values, issues };
}
