import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyOverlay } from '../../../spec/document/apply-overlay.ts';
import { ContractError } from '../../../spec/document/contract-error.ts';
import { parseDocument } from '../../../spec/document/parse-document.ts';
import { findSourceLine, type SourceMap } from '../../../spec/document/source-map.ts';
import type { JsonObject } from '../../../spec/json.ts';

function applyActions(document: string, actions: unknown): { document: JsonObject; map: SourceMap } {
  const map: SourceMap = new WeakMap();
  const value = parseDocument(document, 'document.yaml', map) as JsonObject; // the documents of these tests are objects
  const overlay = JSON.stringify({ overlay: '1.0.0', info: { title: 'o', version: '1' }, actions }, null, 1);
  applyOverlay(value, { value: parseDocument(overlay, 'overlay.yaml', map), file: 'overlay.yaml', map });
  return { document: value, map };
}

describe('an overlay', () => {
  it('merges objects, concatenates arrays and replaces other values', () => {
    const { document } = applyActions('{a: {b: {c: 1, d: [1]}, e: 2}}', [
      { target: '$.a', update: { b: { d: [2], c: 3 }, e: { f: 4 } } },
    ]);
    expect(document).toEqual({ a: { b: { c: 3, d: [1, 2] }, e: { f: 4 } } });
  });

  it('appends to a target that is an array', () => {
    expect(applyActions('{a: [1]}', [{ target: '$.a', update: { b: 1 } }]).document).toEqual({
      a: [1, { b: 1 }],
    });
  });

  it('removes its matches, including array items and their lines', () => {
    const { document, map } = applyActions('a:\n  - x: 1\n  - x: 2\n  - x: 1\n  - x: 3\n', [
      { target: '$.a[?@.x == 1]', remove: true },
    ]);
    expect(document).toEqual({ a: [{ x: 2 }, { x: 3 }] });
    expect(findSourceLine(map, document, { file: 'document.yaml', line: 1 }, '#/a/1')).toMatchObject({
      line: 5,
    });
  });

  it('gives each match a separate copy', () => {
    const { document } = applyActions('{a: {}, b: {}}', [
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
  ])('%j is a defect of the overlay', (actions, message) => {
    expect(() => applyActions('{a: {b: 1}}', actions)).toThrow(ContractError);
    expect(() => applyActions('{a: {b: 1}}', actions)).toThrow(message);
    expect(() => applyActions('{a: {b: 1}}', actions)).toThrow(/^overlay\.yaml:\d+ #/);
  });
});

interface Action {
  target: string;
  description?: string;
}

describe('each action of the shipped overlay', () => {
  const text = readFileSync('spec/overlay.yaml', 'utf8');
  const { actions } = parseDocument(text, 'spec/overlay.yaml', new WeakMap()) as unknown as {
    actions: Action[];
  };

  it('has a description', () => {
    for (const { description } of actions) expect(description?.length).toBeGreaterThan(20);
  });

  it('fails on a document that no longer needs it', () => {
    const repaired = `components: {schemas: {CustomerSession: {}, TaxIDFormat: {}, Customer: {discriminator: {mapping: {team: '#/a'}}}}}`;
    const [tax, mapping] = actions;
    expect(() => applyActions(repaired, [tax])).toThrow('matches nothing');
    expect(() => applyActions(repaired, [mapping])).toThrow('matches nothing');
  });
});
