import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFixtures } from '../../../cli/read-fixtures.ts';
import { readUserMessages } from '../../../cli/read-user-messages.ts';
import { UsageError } from '../../../http/usage-error.ts';
import type { Json } from '../../../spec/json.ts';
import { createFolder } from './run-suite.ts';
import { loadSampleContract } from './sample-contract.ts';

const contract = await loadSampleContract();
const folder = createFolder();
let files = 0;

function writeFile(text: string): string {
  files += 1;
  const file = join(folder, `${files}.yaml`);
  writeFileSync(file, text);
  return file;
}

const read = (text: string) => Object.fromEntries(readUserMessages(writeFile(text), contract));

describe('requests of a fixtures file', () => {
  it.each<[title: string, text: string, messages: object]>([
    [
      'by operation id',
      'things:create: {query: {dry: true}, body: {a: [1, null]}, mediaType: application/json}',
      { 'things:create': { query: { dry: true }, body: { a: [1, null] }, mediaType: 'application/json' } },
    ],
    [
      'by method and path',
      '{"get /things/{id}": {"path": {"id": "7"}}}',
      { 'GET /things/{id}': { path: { id: '7' } } },
    ],
    [
      'with the names of headers in any case',
      'things:create: {header: {x-trace: t}}',
      { 'things:create': { header: { 'X-Trace': 't' } } },
    ],
    ['with a null body', 'things:create: {body: null}', { 'things:create': { body: null } }],
    ['not at all', '', {}],
  ])('are read %s', (_, text, messages) => {
    expect(read(text)).toEqual(messages);
  });

  it('may be in one file with named values', () => {
    const file = writeFile('customer: "7"\nthings:create: {body: {}}\n');
    const customer = { name: 'customer', variable: 'CUSTOMER', secret: false, description: 'a customer' };
    expect(readFixtures([customer], { file })).toEqual({ customer: '7' });
    expect([...readUserMessages(file, contract).keys()]).toEqual(['things:create']);
  });

  it('have the configured parameters, unless the file has others', () => {
    const file = writeFile('things:create: {query: {dry: true}}');
    const readWith = (parameters: Record<string, Json>) =>
      Object.fromEntries(readUserMessages(file, contract, { source: 'config.ts: ', parameters }));
    expect(readWith({ dry: false, 'header.X-Trace': 't', id: '7' })).toEqual({
      'things:create': { query: { dry: true }, header: { 'X-Trace': 't' } },
      'GET /things/{id}': { path: { id: '7' } },
    });
    expect(() => readWith({ tracee: 1 })).toThrow(
      'config.ts: parameters: no operation of the contract has a parameter `tracee`.',
    );
    expect(() => readWith({ 'query.id': 1 })).toThrow('parameter `query.id`.');
    expect(() => readWith({ dri: 1 })).toThrow('Did you mean dry?');
  });

  it('do not exist without a file', () => {
    expect(readUserMessages(undefined, contract).size).toBe(0);
  });

  it.each<[text: string, message: RegExp]>([
    [
      'things:creat: {body: hunter2}',
      /`things:creat` is not an operation of the contract\. Did you mean things:create\?/,
    ],
    ['things:create: {boddy: hunter2}', /`boddy`\. Did you mean body\? Fields: path, query, header/],
    [
      'things:create: {query: {dri: hunter2}}',
      /query parameter `dri`\. Did you mean dry\? Parameters: dry\./,
    ],
    ['things:create: {query: [hunter2]}', /an object as `query`/],
    ['things:list: {body: hunter2}', /a `body`, but the operation takes none/],
    ['things:create: {mediaType: hunter2}', /unknown `mediaType`\. Media types: application\/json\./],
    ['things:create: {body: {a: .nan}}', /a number in its `body`/],
    ['"GET /things/{id}": {path: {id: .inf}}', /a number in `path`/],
  ])('%s are rejected without repeating their values', (text, message) => {
    expect(() => read(text)).toThrow(UsageError);
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(/^(?!.*hunter2)/);
  });
});
