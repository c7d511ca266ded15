import { describe, expect, it } from 'vitest';
import { selectOperations } from '../../../cli/select-operations.ts';
import { UsageError } from '../../../http/usage-error.ts';
import { loadSampleContract } from './sample-contract.ts';

const contract = await loadSampleContract({
  '/a.b': { get: { responses: { 200: { description: 'ok' } } } },
});
const all = ['things:list', 'things:create', 'GET /things/{id}', 'GET /a.b'];
const select = (operation: string[], excludeOperation: string[] = []): string[] =>
  selectOperations(contract, { operation, excludeOperation }).map(({ id }) => id);

describe('operations', () => {
  it.each<[operation: string[], excluded: string[], selected: string[]]>([
    [[], [], all],
    [['things:list'], [], ['things:list']],
    [['things:create', 'things:list'], [], ['things:list', 'things:create']],
    [['POST /things'], [], ['things:create']],
    [['get  /things'], [], ['things:list']],
    [['GET /things/{id}'], [], ['GET /things/{id}']],
    [['things:*'], [], ['things:list', 'things:create']],
    [['GET /things*'], [], ['things:list', 'GET /things/{id}']],
    [['* /things'], [], ['things:list', 'things:create']],
    [['*'], [], all],
    [[], ['things:*'], ['GET /things/{id}', 'GET /a.b']],
    [['things:*'], ['GET *'], ['things:create']],
  ])('%j without %j are %j', (operation, excluded, selected) => {
    expect(select(operation, excluded)).toEqual(selected);
  });

  it.each<[operation: string[], excluded: string[], message: string]>([
    [
      ['things:creat'],
      [],
      '--operation: the contract has no operation things:creat. Did you mean things:create?',
    ],
    [['POST /thing'], [], 'Did you mean POST /things?'],
    [['/things'], [], ' It has '],
    [['GET /a?b'], [], 'no operation GET /a?b'],
    [['*:delete'], [], 'no operation *:delete'],
    [
      [],
      ['thing:list'],
      '--exclude-operation: the contract has no operation thing:list. Did you mean things:list?',
    ],
    [['things:list'], ['things:*'], 'no operation is left to test'],
  ])('%j without %j are rejected', (operation, excluded, message) => {
    expect(() => select(operation, excluded)).toThrow(UsageError);
    expect(() => select(operation, excluded)).toThrow(message);
  });
});
