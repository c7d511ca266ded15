import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../spec/document/contract-error.ts';
import { applyOverlay } from '../../../spec/document/overlay.ts';
import { parse } from '../../../spec/document/parse.ts';
import { locate, type SourceMap } from '../../../spec/document/source-map.ts';
import type { JsonObject } from '../../../spec/json.ts';

function apply(document: string, actions: unknown): { document: JsonObject; map: SourceMap } {
  const map: SourceMap = new WeakMap();
  const value = parse(document, 'document.yaml', map) as JsonObject; // the tests' documents are objects
  const overlay = JSON.stringify({ overlay: '1.0.0', info: { title: 'o', version: '1' }, actions }, null, 1);
  applyOverlay(value, { value: parse(overlay, 'overlay.yaml', map), file: 'overlay.yaml', map });
  return { document: value, map };
}

describe('an overlay', () => {
  it('merges objects, concatenates arrays, and replaces all else', () => {
    const { document } = apply('{a: {b: {c: 1, d: [1]}, e: 2}}', [
      { target: '$.a', update: { b: { d: [2], c: 3 }, e: { f: 4 } } },
    ]);
    expect(document).toEqual({ a: { b: { c: 3, d: [1, 2] }, e: { f: 4 } } });
  });

  it('appends to an array that is its target', () => {
    expect(apply('{a: [1]}', [{ target: '$.a', update: { b: 1 } }]).document).toEqual({ a: [1, { b: 1 }] });
  });

  it('removes what it matches, array items and their lines too', () => {
    const { document, map } = apply('a:\n  - x: 1\n  - x: 2\n  - x: 1\n  - x: 3\n', [
      { target: '$.a[?@.x == 1]', remove: true },
    ]);
    expect(document).toEqual({ a: [{ x: 2 }, { x: 3 }] });
    expect(locate(map, document, { file: 'document.yaml', line: 1 }, '#/a/1')).toMatchObject({ line: 5 });
  });

  it('gives each match a copy of its own', () => {
    const { document } = apply('{a: {}, b: {}}', [
      { target: '$[*]', update: { c: {} } },
      { target: '$.a.c', update: { d: 1 } },
    ]);
    expect(document).toEqual({ a: { c: { d: 1 } }, b: { c: {} } });
  });

  it.each([
    [[{ target: '$.nothing', remove: true }], 'matches nothing'],
    [[{ target: '$.[', remove: true }], 'not a JSONPath'],
    [[{ target: '$.a' }], 'not an action'],
    [[{ remove: true }], 'not an action'],
    [[{ target: '$.a.b', update: { c: 1 } }], 'neither an object nor an array'],
    [[], 'no actions'],
    ['none', 'no actions'],
  ])('%j is a defect of the overlay', (actions, says) => {
    expect(() => apply('{a: {b: 1}}', actions)).toThrow(ContractError);
    expect(() => apply('{a: {b: 1}}', actions)).toThrow(says);
    expect(() => apply('{a: {b: 1}}', actions)).toThrow(/^overlay\.yaml:\d+ #/);
  });
});

interface Action {
  target: string;
  description?: string;
}

describe('each repair of the published document', () => {
  const text = readFileSync('spec/overlay.yaml', 'utf8');
  const { actions } = parse(text, 'spec/overlay.yaml', new WeakMap()) as unknown as { actions: Action[] };

  it('says why it is there', () => {
    for (const { description } of actions) expect(description?.length).toBeGreaterThan(20);
  });

  it('complains once the document no longer needs it', () => {
    const needless = `components: {schemas: {CustomerSession: {}, TaxIDFormat: {}, Customer: {discriminator: {mapping: {team: '#/a'}}}}}`;
    const [tax, mapping] = actions;
    expect(() => apply(needless, [tax])).toThrow('matches nothing');
    expect(() => apply(needless, [mapping])).toThrow('matches nothing');
  });
});
