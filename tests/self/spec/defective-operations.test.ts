import { describe, expect, it } from 'vitest';
import { selectOperations } from '../../../cli/select-operations.ts';
import { ContractError } from '../../../spec/document/contract-error.ts';
import { lintContract } from '../../../spec/document/lint-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, listDefects, loadDocument } from './create-document.ts';

const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const respond = (schema: JsonObject): JsonObject => ({
  responses: { '200': { description: 'OK', content: { 'application/json': { schema } } } },
});
const nothing: JsonObject = { responses: { '200': { description: 'OK' } } };

/** Fields of an operation or of its path item that make it unusable, and the end of the defect's pointer. */
const defects: [description: string, operation: JsonObject, pointer: string, pathItem?: JsonObject][] = [
  ['a broken reference', respond(to('Missing')), '/content/application~1json/schema'],
  ['a broken reference in a component', respond(to('Broken')), '#/components/schemas/Broken/properties/b'],
  ['an invalid schema', respond({ type: 'strnig' }), '/schema/type'],
  ['an invalid component', respond({ items: to('Invalid') }), '#/components/schemas/Invalid/minLength'],
  ['an infinite schema', respond(to('Infinite')), '#/components/schemas/Infinite'],
  ['an unknown field', { ...nothing, parametres: [] }, '/paths/~1b/post'],
  ['no responses object', { responses: 3 }, '/responses'],
  ['an undefined security scheme', { ...nothing, security: [{ none: [] }] }, '/security/0/none'],
  ['a repeated operationId', { ...nothing, operationId: 'a' }, '/operationId'],
  ['a broken parameter of its path item', nothing, '/parameters/0', { parameters: [{ in: 'query' }] }],
  ['a broken field of its path item', nothing, '#/paths/~1b/servers', { servers: 3 }],
];

const createBroken = (post: JsonObject, pathItem: JsonObject = {}): JsonObject => {
  const schemas: JsonObject = {
    A: { type: 'string' },
    Broken: { properties: { b: to('Missing') } },
    Invalid: { minLength: -1 },
    Infinite: { allOf: [to('Infinite')] },
  };
  const used = Object.fromEntries(
    Object.entries(schemas).filter(([name]) => name === 'A' || JSON.stringify(post).includes(`/${name}"`)),
  );
  const paths = { '/a': { get: { operationId: 'a', ...respond(to('A')) } }, '/b': { post, ...pathItem } };
  return createDocument(used, { paths });
};

describe('an operation with', () => {
  it.each(defects)('%s does not prevent the use of the others', async (_, post, pointer, pathItem) => {
    const contract = await loadDocument(createBroken(post, pathItem));
    const [a, b] = contract.operations;
    expect(a).toMatchObject({ id: 'a', method: 'GET' });
    expect(a?.defects).toBeUndefined();
    expect(contract.getValidator('#/components/schemas/A', 'response')(1)).toHaveLength(1);
    expect(b).toMatchObject({ method: 'POST', path: '/b' });
    expect(b?.defects?.[0]?.schemaPointer.endsWith(pointer)).toBe(true);
    expect(b?.defects?.[0]?.source.line).toBeGreaterThan(1);

    const select = (operation: string[]) => selectOperations(contract, { operation });
    expect(select(['GET /a'])).toEqual([a]);
    expect(() => select(['POST /b'])).toThrow(ContractError);
    expect(() => select([])).toThrow(ContractError);
    expect(() => select([])).toThrow(/1 of 2 operations use.*add --exclude-operation='.*'$/);
    expect(() => select(['POST /b'])).not.toThrow(/exclude-operation/);
    expect(lintContract(contract)[0]).toEqual(contract.defects[0]);
  });
});

describe('a document', () => {
  it('with a defect that nothing uses is loaded, and the defect is reported', async () => {
    const contract = await loadDocument(createDocument({ A: {}, Unused: { minLength: -1 } }));
    expect(contract.defects).toMatchObject([{ schemaPointer: '#/components/schemas/Unused/minLength' }]);
    expect(selectOperations(contract, {})).toHaveLength(1);
  });

  it('with more defects than a message lists is loaded if one operation has none', async () => {
    const broken = Object.fromEntries(
      Array.from({ length: 70 }, (_, i) => [
        `/b${i}`,
        { get: respond({ type: `odd-${i}`, items: to(`M${i}`) }) },
      ]),
    );
    const contract = await loadDocument(
      createDocument({ A: {} }, { paths: { ...broken, '/a': { get: nothing } } }),
    );
    expect(contract.operations.filter((operation) => operation.defects === undefined)).toMatchObject([
      { path: '/a' },
    ]);
    expect(contract.operations).toHaveLength(71);
  });

  it('with defects in every operation is rejected', async () => {
    expect(await listDefects(loadDocument(createDocument({ A: to('Missing') })))).toHaveLength(1);
  });

  it.each<[string, JsonObject]>([
    ['its info', { info: {} }],
    ['its servers', { servers: [{}] }],
    ['its security', { security: [{ none: [] }] }],
    ['a section of its components', { components: { schemas: { A: {} }, headers: [] } }],
  ])('with a defect in %s is rejected', async (_, fields) => {
    expect((await listDefects(loadDocument(createDocument({ A: {} }, fields)))).length).toBeGreaterThan(0);
  });
});
