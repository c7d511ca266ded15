import { describe, expect, it } from 'vitest';
import { judgeShape } from '../../../oracles/judge-shape.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';

const refer = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const animal = (required: string, tag: Json = { type: 'string' }): JsonObject => ({
  type: 'object',
  required: ['kind', required],
  properties: { kind: tag, [required]: { type: 'integer' } },
});
const union = (...branches: Json[]): JsonObject => ({
  oneOf: branches,
  discriminator: { propertyName: 'kind' },
});

/** The clauses of a response body that fail, without the status. */
async function listFailed(schema: JsonObject, schemas: JsonObject, body: Json): Promise<string[]> {
  const response = { description: 'OK', content: { 'application/json': { schema } } };
  const contract = await loadDocument(
    createDocument(
      {},
      {
        paths: { '/animals': { post: { operationId: 'a', responses: { 200: response } } } },
        components: { schemas },
      },
    ),
  );
  const [operation] = contract.operations;
  const root = operation && createOperationModel(contract, operation, false).responses.get('200');
  if (!root) throw new Error('the document has no response');
  return judgeShape(root, body)
    .filter(({ failure }) => failure)
    .map(({ clause }) => clause.slice('a/200'.length));
}

const [cat, dog] = [refer('Cat'), refer('Dog')];
const open: JsonObject = { Cat: animal('lives'), Dog: animal('barks') };
const stated = (catTag: Json, dogTag: Json): JsonObject => ({
  Cat: animal('lives', catTag),
  Dog: animal('barks', dogTag),
});
const texts = stated({ const: 'cat' }, { const: 'dog' });
const untagged: JsonObject = { ...animal('barks', { const: 'dog' }), required: ['barks'] };
const nested: JsonObject = { ...texts, Pet: union(cat, dog), Bird: animal('wings', { const: 'bird' }) };

describe('a discriminator', () => {
  it.each<[title: string, schema: JsonObject, schemas: JsonObject, body: Json]>([
    ['null beside objects', union(cat, dog, { type: 'null' }), open, null],
    ['an object beside null', union(cat, dog, { type: 'null' }), open, { kind: 'Cat', lives: 9 }],
    ['numbers as tags', union(cat, dog), stated({ const: 1 }, { const: 2 }), { kind: 2, barks: 1 }],
    [
      'booleans as tags',
      union(cat, dog),
      stated({ enum: [true] }, { enum: [false] }),
      { kind: true, lives: 9 },
    ],
    ['constants that are not the names', union(cat, dog), texts, { kind: 'cat', lives: 9 }],
    ['a union within', union(refer('Pet'), refer('Bird')), nested, { kind: 'dog', barks: 1 }],
    [
      'a union within, another branch',
      union(refer('Pet'), refer('Bird')),
      nested,
      { kind: 'bird', wings: 2 },
    ],
    [
      'a union that may be null',
      { anyOf: [refer('Pet'), { type: 'null' }] },
      nested,
      { kind: 'cat', lives: 9 },
    ],
    ['no tag, which the branch does not require', union(cat, dog), { ...texts, Dog: untagged }, { barks: 1 }],
    [
      'a base schema',
      refer('Base'),
      {
        Base: { ...animal('age'), discriminator: { propertyName: 'kind' } },
        Cat: { allOf: [refer('Base')] },
      },
      { kind: 'Cat', age: 3 },
    ],
  ])('accepts what its schemas accept: %s', async (_, schema, schemas, body) => {
    expect(await listFailed(schema, schemas, body)).toEqual([]);
  });

  it.each<[title: string, schema: JsonObject, schemas: JsonObject, body: Json]>([
    ['no tag', union(cat, dog), open, { lives: 9 }],
    ['an unknown tag', union(cat, dog), open, { kind: 'Bird', lives: 9 }],
    ['an unknown number', union(cat, dog), stated({ const: 1 }, { const: 2 }), { kind: 3, lives: 9 }],
    ['a tag that the branch forbids', union(cat, dog), texts, { kind: 'dog', lives: 9 }],
    ['no object', union(cat, dog, { type: 'null' }), open, 3],
  ])('rejects %s', async (_, schema, schemas, body) => {
    expect(await listFailed(schema, schemas, body)).toContain(':discriminator');
  });
});

describe('the branch that a discriminator selects', () => {
  it.each<[title: string, schemas: JsonObject, body: Json, failed: string[]]>([
    ['accepts the value', open, { kind: 'Dog', barks: 1 }, []],
    ['is not the one that accepts the value', open, { kind: 'Cat', barks: 1 }, [':selected-branch']],
    [
      'needs no clause if the branches state their tags',
      texts,
      { kind: 'Cat', barks: 1 },
      ['@Cat/lives:required'],
    ],
  ])('%s', async (_, schemas, body, failed) => {
    expect(await listFailed(union(cat, dog), schemas, body)).toEqual(failed);
  });
});
