import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../spec/document/contract-error.ts';
import { parseDocument } from '../../../spec/document/parse-document.ts';
import type { SourceMap } from '../../../spec/document/source-map.ts';
import { type Json, joinPointer, type SchemaPointer } from '../../../spec/json.ts';

/** Returns the parsed value with the line of each entry, counted from `firstLine`. */
function parse(text: string, firstLine: number): { value: Json; lines: [string, number | undefined][] } {
  const map: SourceMap = new WeakMap();
  const value = parseDocument(text, 'document.json', map);
  const lines: [string, number | undefined][] = [];
  const visit = (container: Json, pointer: SchemaPointer): void => {
    if (typeof container !== 'object' || container === null) return;
    for (const [token, child] of Object.entries(container)) {
      const entries = map.get(container);
      const source = Array.isArray(entries) ? entries[Number(token)] : entries?.get(token);
      lines.push([joinPointer(pointer, token), source && source.line - firstLine]);
      visit(child, joinPointer(pointer, token));
    }
  };
  visit(value, '#');
  return { value, lines };
}

describe('a document in JSON', () => {
  it.each([
    ['on one line', '{"a":[1,-2.5e3,true,false,null,"x",{}],"b":{"c":[]}}'],
    ['on several lines', '\n{\r\n\t"a" : [\n1 ,\n2\n]\n,\n"b":\n{ "c" : "d"\n}\n}\n\n'],
    ['with escapes', String.raw`{"a\"\\\/\b\f\n\r\t\u00e9":"\ud83d\ude00 {\"x\": 1}"}`],
    ['with names of prototypes', '{"__proto__":{"a":1},"constructor":2,"toString":[]}'],
    ['with long integers', '{"a":9223372036854775807,"b":-9223372036854775808,"c":12345678901234567890}'],
    ['that is only YAML', '{"a": [1, two, 0x10], b: c}'],
  ])('%s has the value and the lines that the YAML parser finds', (_, text) => {
    expect(parse(text, 1)).toEqual(parse(`# not JSON\n${text}`, 2));
  });

  it.each([
    ['a duplicate name', '{"a":1,"a":2}', 'has the name `a` twice'],
    ['a number that is infinite', '{"a":1e999}', 'is not a JSON value'],
    ['deep nesting', `{"a":${'['.repeat(600)}${']'.repeat(600)}}`, 'is nested more than 500 levels deep'],
    ['a missing bracket', '{"a":[1}', 'is not YAML'],
  ])('with %s is rejected', (_, text, problem) => {
    expect(() => parse(text, 1)).toThrow(ContractError);
    expect(() => parse(text, 1)).toThrow(problem);
  });
});
