import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { invalidValue } from '../../../arbitraries/invalid/invalid-value.ts';
import { createMutationContext } from '../../../arbitraries/invalid/mutation-context.ts';
import type { ValidContext } from '../../../arbitraries/valid-context.ts';
import { validValue } from '../../../arbitraries/valid-value.ts';
import { judgeShape } from '../../../oracles/judge-shape.ts';
import type { Json } from '../../../spec/json.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { createRequestTree, createResponseTree } from '../../../spec/openapi/message-trees.ts';
import { type Group, groups, loadGroup } from './suite.ts';

interface Subject extends Group {
  request: SchemaNode;
  response: SchemaNode;
}

const TIMEOUT = 180_000;
const SAMPLES = { numRuns: 30, seed: 1 };

let subjects: Subject[];

beforeAll(async () => {
  subjects = await Promise.all(groups.map(createSubject));
}, TIMEOUT);

async function createSubject(group: Group): Promise<Subject> {
  const { contract, operation } = await loadGroup(group);
  const media = operation.responses[0]?.content[0];
  const request = createRequestTree(contract, operation);
  if (media === undefined || request === undefined) throw new Error('the operation has two bodies');
  return { ...group, request, response: createResponseTree(contract, operation, '200', media) };
}

const has = (subject: Subject, valid: boolean): boolean => subject.tests.some((test) => test.valid === valid);

const options = new WeakMap<SchemaNode, ValidContext>();

/** An arbitrary of the valid values of a schema of the subject. */
function getValues({ request }: Subject): ValidContext {
  const { contract, direction } = request.message;
  const values = options.get(request) ?? { contract, direction };
  options.set(request, values);
  return values;
}

const createValid = (subject: Subject): fc.Arbitrary<Json> =>
  validValue(subject.request.schema, getValues(subject));

const validate = ({ request }: Subject, value: Json) =>
  request.message.contract.getValidator(request.schemaPointer, 'request')(value);

/** The subjects for which the predicate is false or throws. */
const listFailing = (list: readonly Subject[], predicate: (subject: Subject) => boolean): string[] =>
  list.filter((subject) => !succeeds(() => predicate(subject))).map(({ name }) => name);

function succeeds(predicate: () => boolean): boolean {
  try {
    return predicate();
  } catch {
    return false;
  }
}

describe(`the JSON Schema Test Suite (${groups.length} schemas)`, () => {
  it('has its values judged as it says', { timeout: TIMEOUT }, () => {
    const wrong = subjects.flatMap(({ name, response, tests }) =>
      tests
        .filter(({ data, valid }) => judgeShape(response, data).every(({ failure }) => !failure) !== valid)
        .map(({ description }) => `${name}: ${description}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has an own clause for each violation of a schema that has valid values', { timeout: TIMEOUT }, () => {
    const withValid = subjects.filter((subject) => has(subject, true));
    const unexplained = withValid.flatMap(({ name, response, tests }) =>
      tests
        .filter(({ data }) =>
          judgeShape(response, data).some(({ clause, failure }) => failure && clause.endsWith('200:schema')),
        )
        .map(({ description }) => `${name}: ${description}`),
    );
    expect(unexplained).toEqual([]);
  });

  it('has valid values for every schema that has one', { timeout: TIMEOUT }, () => {
    const withValid = subjects.filter((subject) => has(subject, true));
    const failing = listFailing(withValid, (subject) =>
      fc.sample(createValid(subject), SAMPLES).every((value) => validate(subject, value).length === 0),
    );
    expect(failing).toEqual([]);
  });

  it('has invalid values for every schema that has one, except two', { timeout: TIMEOUT }, () => {
    const withBoth = subjects.filter((subject) => has(subject, true) && has(subject, false));
    const failing = listFailing(withBoth, (subject) => {
      const context = createMutationContext(subject.request, getValues(subject));
      const valid = createValid(subject);
      const mutations = fc.sample(invalidValue(subject.request, valid, context), { numRuns: 5, seed: 1 });
      return mutations.every(({ body }) => validate(subject, body).length > 0);
    });
    expect(failing).toEqual([
      'dependentSchemas: dependent subschema incompatible with root', // no valid value contains the property
      'unevaluatedProperties: property is evaluated in an uncle schema to unevaluatedProperties',
    ]);
  });
});
