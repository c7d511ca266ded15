import type { Json, JsonObject } from '../../spec/json.ts';
import { isObject, valueAt } from '../../spec/json.ts';
import { installPackages, resolveBinary } from '../install-packages.ts';
import { runCommand } from '../run-command.ts';
import { replaceUuid4, writeAdaptedDocument } from './adapt-document.ts';
import type { Peer } from './peer.ts';

/** https://dredd.org */
export const dredd: Peer = {
  name: 'Dredd',
  settings: [
    'a copy of the document in OpenAPI 3.0, the newest version that it reads, with an example of the 201 response',
    'it sends one valid example, once for each documented response',
  ],
  install: (directory) => installPackages(directory, ['dredd']),
  async run(directory, { url, input }) {
    const [first] = input.requests;
    const document = await writeAdaptedDocument(input, 'dredd', downgradeSchema, (copy) =>
      addExamples(copy, first?.body ?? null, first?.response ?? null),
    );
    const { output } = await runCommand(
      resolveBinary(directory, 'dredd'),
      [document, url, '--header', `Authorization: Bearer ${input.accessToken}`, '--no-color'],
      { cwd: input.directory },
    );
    if (!/complete: \d+ passing/.test(output)) throw new Error(output.slice(-300));
    return parseFailures(output);
  },
};

/** Replaces null types, tuples, `const` and lists of examples, which OpenAPI 3.0 does not have. */
function downgradeSchema(schema: JsonObject): JsonObject {
  const { prefixItems, const: constant, examples, ...node } = replaceUuid4(schema);
  return {
    ...replaceNullType(node),
    ...(prefixItems !== undefined && { items: {} }),
    ...(constant !== undefined && { enum: [constant] }),
    ...(Array.isArray(examples) && { example: examples[0] ?? null }),
  };
}

const isNull = (schema: Json): boolean => isObject(schema) && schema.type === 'null';

function replaceNullType(node: JsonObject): JsonObject {
  const { anyOf, ...rest } = node;
  if (!Array.isArray(anyOf) || !anyOf.some(isNull)) return node;
  const [first, ...others] = anyOf.filter((schema) => !isNull(schema));
  if (others.length > 0) return { ...rest, anyOf: [first ?? {}, ...others], nullable: true };
  // the document was parsed from JSON
  return { ...rest, nullable: true, ...(isObject(first) ? (first as JsonObject) : {}) };
}

function addExamples(document: JsonObject, requestBody: Json, responseBody: Json): void {
  document.openapi = '3.0.3';
  const { info } = document;
  if (isObject(info)) delete info.summary;
  const operation = '#/paths/~1v1~1customer-sessions~1/post';
  const request = valueAt(document, `${operation}/requestBody/content/application~1json`);
  const response = valueAt(document, `${operation}/responses/201/content/application~1json`);
  if (isObject(request)) {
    request.example = requestBody;
    delete request.examples;
  }
  if (isObject(response)) response.example = responseBody;
}

function parseFailures(output: string): string[] {
  const lines = output.split('\n');
  return lines.flatMap((line, index) => {
    const failure = /^fail: ((?:body|headers|statusCode|[a-z]+): .*)$/.exec(line)?.[1];
    if (failure === undefined) return [];
    const test = lines.slice(0, index).findLast((previous) => /^fail: [A-Z]+ \(/.test(previous)) ?? '';
    return [`${test.replace(/ duration.*/, '')} ${failure}`];
  });
}
