import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchDocument } from '../../../cli/fetch-document.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, listDefects, loadDocument } from './create-document.ts';

const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

describe('a reference within the document', () => {
  it.each<[string, JsonObject, string]>([
    ['to a missing schema', { A: to('B') }, 'does not exist'],
    ['to itself', { A: to('A') }, 'refers back to it'],
    ['to one that refers back', { A: to('B'), B: to('A') }, 'refers back to it'],
    ['to an anchor', { A: { $ref: '#name' } }, 'not a JSON Pointer'],
    ['with a broken percent-encoding', { A: { $ref: '#/%zz' } }, 'not a JSON Pointer'],
    ['to an object that is not a schema', { A: { $ref: '#/info' } }, 'where no schema is defined'],
  ])('%s is a defect with pointer and line', async (_, schemas, message) => {
    const [defect] = await listDefects(loadDocument(createDocument(schemas)));
    expect(defect).toMatch(/^\d\d #\/components\/schemas\/A refers to /);
    expect(defect).toContain(message);
  });

  it('may be one of a chain of up to 100', async () => {
    const createChain = (length: number): JsonObject =>
      Object.fromEntries(
        Array.from({ length }, (_, i) => [i === 0 ? 'A' : `A${i}`, i < length - 1 ? to(`A${i + 1}`) : {}]),
      );
    expect(await listDefects(loadDocument(createDocument(createChain(90))))).toEqual([]);
    expect((await listDefects(loadDocument(createDocument(createChain(300)))))[0]).toContain(
      'through more than 100 references',
    );
  });

  it('is a literal inside an example, a default, an enum or an extension', async () => {
    const literal = { $ref: 'https://example.com/elsewhere' };
    const A = { default: literal, enum: [literal], examples: [literal], 'x-extension': literal };
    const { pointerTo, operations } = await loadDocument(createDocument({ A }));
    const schema = operations[0]?.responses[0]?.content[0]?.schema;
    expect(schema).toEqual(A);
    expect(pointerTo(schema ?? true)).toBe('#/components/schemas/A');
  });

  it('is followed in a property that has the name of a keyword', async () => {
    const A = { properties: { default: to('B'), enum: to('B'), $ref: { type: 'string' } } };
    const { operations } = await loadDocument(createDocument({ A, B: { type: 'integer' } }));
    const B = { type: 'integer' };
    const schema = { properties: { default: B, enum: B, $ref: { type: 'string' } } };
    expect(operations[0]?.responses[0]?.content[0]?.schema).toEqual(schema);
  });

  it('may pass through another reference', async () => {
    const through = { $ref: '#/components/schemas/B/properties/c' };
    const schemas = { A: through, B: to('C'), C: { properties: { c: { type: 'string' } } } };
    const { document, operations } = await loadDocument(createDocument(schemas));
    expect(operations[0]?.responses[0]?.content[0]?.schemaPointer).toBe(
      '#/components/schemas/C/properties/c',
    );
    expect(document).toMatchObject({
      components: { schemas: { A: { $ref: '#/components/schemas/C/properties/c' } } },
    });
  });
});

describe('a schema that refers to itself', () => {
  it('becomes a cycle of objects, each with its pointer', async () => {
    const A = { properties: { next: to('A'), other: { items: to('B') } } };
    const { operations, pointerTo } = await loadDocument(
      createDocument({ A, B: { properties: { a: to('A') } } }),
    );
    const schema = operations[0]?.responses[0]?.content[0]?.schema;
    if (typeof schema !== 'object') throw new Error('not an object');
    expect(schema.properties?.next).toBe(schema);
    const { other } = schema.properties ?? {};
    const B = typeof other === 'object' ? other.items : undefined;
    expect(typeof B === 'object' && B.properties?.a).toBe(schema);
    expect(pointerTo(B ?? true)).toBe('#/components/schemas/B');
  });

  it.each<[string, JsonObject]>([
    ['allOf', { allOf: [to('A')] }],
    ['anyOf', { anyOf: [{ type: 'null' }, to('B')] }],
    ['not', { not: to('A') }],
  ])('for the same value, by `%s`, is a defect', async (_, A) => {
    const [defect] = await listDefects(loadDocument(createDocument({ A, B: { oneOf: [to('A')] } })));
    expect(defect).toContain('so that validation never ends');
  });
});

describe('a reference to another file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'contract-'));
    mkdirSync(join(folder, 'in', 'deep'), { recursive: true });
    writeFileSync(join(folder, 'secret.yaml'), 'A: {type: string}');
    writeFileSync(join(folder, 'in', 'other.yaml'), 'A:\n  properties:\n    b: {$ref: "deep/b.yaml#/B"}');
    writeFileSync(join(folder, 'in', 'deep', 'b.yaml'), 'B:\n  type: string\n  maxLength: 3');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const loadReferring = (reference: string, allowReferences = false) =>
    loadContract({
      file: join(folder, 'in', 'document.yaml'),
      text: JSON.stringify(createDocument({ A: { $ref: reference } }), null, 1),
      allowReferences,
      fetch: fetchDocument,
    });

  it('below the folder of the document is followed, with the lines of that file', async () => {
    const { operations, locate } = await loadReferring('./other.yaml#/A');
    const media = operations[0]?.responses[0]?.content[0];
    expect(media?.schema).toEqual({ properties: { b: { type: 'string', maxLength: 3 } } });
    const source = locate(`${media?.schemaPointer ?? '#'}/properties/b/maxLength`);
    expect(source).toEqual({ file: join(folder, 'in', 'deep', 'b.yaml'), line: 3 });
  });

  it.each([
    '../secret.yaml#/A',
    '/etc/hostname',
    'file:///etc/hostname',
    '..%2Fsecret.yaml#/A',
    'https://example.com/a',
  ])('%s is rejected with pointer and line', async (reference) => {
    const [defect] = await listDefects(loadReferring(reference));
    expect(defect).toMatch(/^\d\d #\/components\/schemas\/A refers to .*(outside the folder|not allowed)/);
  });

  it('out of the folder by a symbolic link is rejected', async () => {
    symlinkSync(join(folder, 'secret.yaml'), join(folder, 'in', 'link.yaml'));
    expect((await listDefects(loadReferring('link.yaml#/A')))[0]).toContain('outside the folder');
  });

  it('to a file that itself refers out of the folder is rejected', async () => {
    writeFileSync(join(folder, 'in', 'other.yaml'), 'A: {$ref: "../secret.yaml#/A"}');
    expect((await listDefects(loadReferring('other.yaml#/A')))[0]).toContain('outside the folder');
  });

  it('out of the folder is followed when allowed', async () => {
    const { operations } = await loadReferring('../secret.yaml#/A', true);
    expect(operations[0]?.responses[0]?.content[0]?.schema).toEqual({ type: 'string' });
  });

  it('on another host is not fetched unless allowed, not even by a file below the folder', async () => {
    let requestCount = 0;
    const server = createServer((_, response) => response.end(`A: {maxLength: ${++requestCount}}`)).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as AddressInfo; // a TCP server that listens has an address
    const remote = `http://127.0.0.1:${port}/other.yaml#/A`;
    writeFileSync(join(folder, 'in', 'other.yaml'), `A: {$ref: "${remote}"}`);
    try {
      expect(await listDefects(loadReferring(remote))).toHaveLength(1);
      expect(await listDefects(loadReferring('other.yaml#/A'))).toHaveLength(1);
      expect(requestCount).toBe(0);
      const { operations } = await loadReferring(remote, true);
      expect(operations[0]?.responses[0]?.content[0]?.schema).toEqual({ maxLength: 1 });
    } finally {
      server.close();
    }
  });
});
