import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchDocument } from '../../../cli/fetch-document.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { complaintsIn, documentOf, load } from './documents.ts';

const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

describe('a reference within the document', () => {
  it.each<[string, JsonObject, string]>([
    ['to nothing', { A: to('B') }, 'leads nowhere'],
    ['to itself', { A: to('A') }, 'round in a circle'],
    ['to one that leads back', { A: to('B'), B: to('A') }, 'round in a circle'],
    ['to an anchor', { A: { $ref: '#name' } }, 'not a JSON pointer'],
    ['with a broken percent-encoding', { A: { $ref: '#/%zz' } }, 'not a JSON pointer'],
    ['to something else than a schema', { A: { $ref: '#/info' } }, 'not the place of a schema'],
  ])('%s is a defect with pointer and line', async (_, schemas, says) => {
    const [complaint] = await complaintsIn(load(documentOf(schemas)));
    expect(complaint).toMatch(/^\d\d #\/components\/schemas\/A refers to /);
    expect(complaint).toContain(says);
  });

  it('may be one of more than a hundred in a row, but not for long', async () => {
    const row = (length: number): JsonObject =>
      Object.fromEntries(
        Array.from({ length }, (_, i) => [i === 0 ? 'A' : `A${i}`, i < length - 1 ? to(`A${i + 1}`) : {}]),
      );
    expect(await complaintsIn(load(documentOf(row(90))))).toEqual([]);
    expect((await complaintsIn(load(documentOf(row(300)))))[0]).toContain('more than 100 others in a row');
  });

  it('is none inside an example, a default, an enum or an extension', async () => {
    const literal = { $ref: 'https://example.com/elsewhere' };
    const A = { default: literal, enum: [literal], examples: [literal], 'x-extension': literal };
    const { pointerTo, operations } = await load(documentOf({ A }));
    const schema = operations[0]?.responses[0]?.content[0]?.schema;
    expect(schema).toEqual(A);
    expect(pointerTo(schema ?? true)).toBe('#/components/schemas/A');
  });

  it('is one in a property that has the name of a keyword', async () => {
    const A = { properties: { default: to('B'), enum: to('B'), $ref: { type: 'string' } } };
    const { operations } = await load(documentOf({ A, B: { type: 'integer' } }));
    const B = { type: 'integer' };
    const schema = { properties: { default: B, enum: B, $ref: { type: 'string' } } };
    expect(operations[0]?.responses[0]?.content[0]?.schema).toEqual(schema);
  });

  it('may lead through another reference', async () => {
    const through = { $ref: '#/components/schemas/B/properties/c' };
    const schemas = { A: through, B: to('C'), C: { properties: { c: { type: 'string' } } } };
    const { document, operations } = await load(documentOf(schemas));
    expect(operations[0]?.responses[0]?.content[0]?.schemaPointer).toBe(
      '#/components/schemas/C/properties/c',
    );
    expect(document).toMatchObject({
      components: { schemas: { A: { $ref: '#/components/schemas/C/properties/c' } } },
    });
  });
});

describe('a schema that refers to itself', () => {
  it('becomes a cycle of objects, each with its place', async () => {
    const A = { properties: { next: to('A'), other: { items: to('B') } } };
    const { operations, pointerTo } = await load(documentOf({ A, B: { properties: { a: to('A') } } }));
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
  ])('about the same value, by `%s`, is a defect', async (_, A) => {
    const [complaint] = await complaintsIn(load(documentOf({ A, B: { oneOf: [to('A')] } })));
    expect(complaint).toContain('without end');
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

  const loadIn = (reference: string, allowReferences = false) =>
    loadContract({
      file: join(folder, 'in', 'document.yaml'),
      text: JSON.stringify(documentOf({ A: { $ref: reference } }), null, 1),
      allowReferences,
      fetch: fetchDocument,
    });

  it('below the folder of the document is followed, with the lines of that file', async () => {
    const { operations, locate } = await loadIn('./other.yaml#/A');
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
  ])('%s is refused with pointer and line', async (reference) => {
    const [complaint] = await complaintsIn(loadIn(reference));
    expect(complaint).toMatch(/^\d\d #\/components\/schemas\/A refers to .*(outside the folder|not allowed)/);
  });

  it('out of the folder by a symbolic link is refused', async () => {
    symlinkSync(join(folder, 'secret.yaml'), join(folder, 'in', 'link.yaml'));
    expect((await complaintsIn(loadIn('link.yaml#/A')))[0]).toContain('outside the folder');
  });

  it('that itself leads out of the folder is refused', async () => {
    writeFileSync(join(folder, 'in', 'other.yaml'), 'A: {$ref: "../secret.yaml#/A"}');
    expect((await complaintsIn(loadIn('other.yaml#/A')))[0]).toContain('outside the folder');
  });

  it('out of the folder is followed when allowed', async () => {
    const { operations } = await loadIn('../secret.yaml#/A', true);
    expect(operations[0]?.responses[0]?.content[0]?.schema).toEqual({ type: 'string' });
  });

  it('on another host is not fetched unless allowed, not even by a file below the folder', async () => {
    let asked = 0;
    const server = createServer((_, response) => response.end(`A: {maxLength: ${++asked}}`)).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((listening) => server.once('listening', listening));
    const { port } = server.address() as AddressInfo; // it listens on a port
    const remote = `http://127.0.0.1:${port}/other.yaml#/A`;
    writeFileSync(join(folder, 'in', 'other.yaml'), `A: {$ref: "${remote}"}`);
    try {
      expect(await complaintsIn(loadIn(remote))).toHaveLength(1);
      expect(await complaintsIn(loadIn('other.yaml#/A'))).toHaveLength(1);
      expect(asked).toBe(0);
      const { operations } = await loadIn(remote, true);
      expect(operations[0]?.responses[0]?.content[0]?.schema).toEqual({ maxLength: 1 });
    } finally {
      server.close();
    }
  });
});
