import type { Json, JsonObject } from '../../spec/json.ts';
import { isObject, valueAt } from '../../spec/json.ts';
import { command } from './command.ts';
import { copyOf, plainUuid } from './copy.ts';
import { bin, installPackages } from './packages.ts';
import type { Peer } from './peer.ts';

/** https://dredd.org */
export const dredd: Peer = {
  name: 'Dredd',
  settings: [
    'its copy of the document: OpenAPI 3.0, the newest that it reads, with an example of the 201 answer',
    'it sends the one valid example, and asks both documented answers of it',
  ],
  install: (folder) => installPackages(folder, ['dredd']),
  async run(folder, { url, briefing }) {
    const [first] = briefing.requests;
    const document = await copyOf(briefing, 'dredd', as30, (whole) =>
      exemplify(whole, first?.body ?? null, first?.answer ?? null),
    );
    const { output } = await command(
      bin(folder, 'dredd'),
      [document, url, '--header', `Authorization: Bearer ${briefing.accessToken}`, '--no-color'],
      { cwd: briefing.folder },
    );
    if (!/complete: \d+ passing/.test(output)) throw new Error(output.slice(-300));
    return failuresIn(output);
  },
};

/** OpenAPI 3.0 knows neither null types, tuples, `const`, nor lists of examples. */
function as30(given: JsonObject): JsonObject {
  const { prefixItems, const: constant, examples, ...node } = plainUuid(given);
  return {
    ...nullable(node),
    ...(prefixItems !== undefined && { items: {} }),
    ...(constant !== undefined && { enum: [constant] }),
    ...(Array.isArray(examples) && { example: examples[0] ?? null }),
  };
}

const isNull = (schema: Json): boolean => isObject(schema) && schema.type === 'null';

function nullable(node: JsonObject): JsonObject {
  const { anyOf, ...rest } = node;
  if (!Array.isArray(anyOf) || !anyOf.some(isNull)) return node;
  const [only, ...more] = anyOf.filter((schema) => !isNull(schema));
  if (more.length > 0) return { ...rest, anyOf: [only ?? {}, ...more], nullable: true };
  return { ...rest, nullable: true, ...(isObject(only) ? (only as JsonObject) : {}) }; // a schema of the document
}

function exemplify(document: JsonObject, body: Json, answer: Json): void {
  document.openapi = '3.0.3';
  const { info } = document;
  if (isObject(info)) delete info.summary;
  const operation = '#/paths/~1v1~1customer-sessions~1/post';
  const request = valueAt(document, `${operation}/requestBody/content/application~1json`);
  const response = valueAt(document, `${operation}/responses/201/content/application~1json`);
  if (isObject(request)) {
    request.example = body;
    delete request.examples;
  }
  if (isObject(response)) response.example = answer;
}

function failuresIn(output: string): string[] {
  const lines = output.split('\n');
  return lines.flatMap((line, index) => {
    const what = /^fail: ((?:body|headers|statusCode|[a-z]+): .*)$/.exec(line)?.[1];
    if (what === undefined) return [];
    const of = lines.slice(0, index).findLast((one) => /^fail: [A-Z]+ \(/.test(one)) ?? '';
    return [`${of.replace(/ duration.*/, '')} ${what}`];
  });
}
