import { describe, expect, it } from 'vitest';
import { type Selection, selectOperations } from '../../../cli/select-operations.ts';
import { UsageError } from '../../../http/usage-error.ts';
import { loadSampleContract } from './sample-contract.ts';

const responses = { 200: { description: 'ok' } };
const contract = await loadSampleContract({
  '/a.b': { get: { tags: ['admin', 'stock'], responses } },
  '/shops/{id}/lamps': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: {} }],
    get: { operationId: 'listLamps', tags: ['stock'], deprecated: true, responses },
    patch: { operationId: 'changeLamps', tags: ['stock: old'], responses },
  },
});
const things = ['things:list', 'things:create', 'GET /things/{id}'];
const all = [...things, 'GET /a.b', 'listLamps', 'changeLamps'];
const select = (selection: Selection): string[] => selectOperations(contract, selection).map(({ id }) => id);

describe('the selection', () => {
  it.each<[Selection, selected: string[]]>([
    [{}, all],
    [{ operation: ['things:list'] }, ['things:list']],
    [{ operation: ['things:create', 'things:list'] }, ['things:list', 'things:create']],
    [{ operation: ['POST /things'] }, ['things:create']],
    [{ operation: ['get  /things'] }, ['things:list']],
    [{ operation: ['GET /things/{id}'] }, ['GET /things/{id}']],
    [{ operation: ['things:*'] }, ['things:list', 'things:create']],
    [{ operation: ['GET /things*'] }, ['things:list', 'GET /things/{id}']],
    [{ operation: ['* /things'] }, ['things:list', 'things:create']],
    [{ operation: ['*'] }, all],
    [{ tag: ['stock'] }, ['GET /a.b', 'listLamps']],
    [{ tag: ['stock*'] }, ['GET /a.b', 'listLamps', 'changeLamps']],
    [{ tag: ['admin', 'stock: old'] }, ['GET /a.b', 'changeLamps']],
    [{ method: ['patch', 'POST'] }, ['things:create', 'changeLamps']],
    [{ path: ['/things'] }, ['things:list', 'things:create']],
    [{ path: ['/things*', '*b'] }, [...things, 'GET /a.b']],
    [{ path: ['/shops/*'], method: ['GET'] }, ['listLamps']],
    [{ tag: ['stock'], method: ['GET'], operation: ['*a.b'] }, ['GET /a.b']],
    [{ excludeOperation: ['things:*'], path: ['/things*'] }, ['GET /things/{id}']],
    [{ operation: ['things:*'], excludeOperation: ['GET *'] }, ['things:create']],
    [{ excludeTag: ['stock*'] }, things],
    [{ excludeMethod: ['get', 'post'] }, ['changeLamps']],
    [{ excludePath: ['/things*', '/a.b'] }, ['listLamps', 'changeLamps']],
    [{ excludeDeprecated: true }, all.filter((id) => id !== 'listLamps')],
    [{ excludeDeprecated: false, tag: ['stock'] }, ['GET /a.b', 'listLamps']],
  ])('%j selects %j', (selection, selected) => {
    expect(select(selection)).toEqual(selected);
  });

  it.each<[Selection, message: string]>([
    [
      { operation: ['things:creat'] },
      '--operation: the contract has no operation things:creat. Did you mean things:create?',
    ],
    [{ operation: ['POST /thing'] }, 'Did you mean POST /things?'],
    [{ operation: ['/things'] }, ' It has things:list, '],
    [{ operation: ['GET /a?b'] }, 'no operation GET /a?b'],
    [{ operation: ['*:delete'] }, 'no operation *:delete'],
    [
      { excludeOperation: ['thing:list'] },
      '--exclude-operation: the contract has no operation thing:list. Did',
    ],
    [{ tag: ['stok'] }, '--tag: the contract has no operation with the tag stok. Did you mean stock?'],
    [{ tag: ['x'] }, 'no operation with the tag x. It has admin, stock, stock: old.'],
    [
      { excludeTag: ['books'] },
      '--exclude-tag: the contract has no operation with the tag books. It has admin,',
    ],
    [
      { method: ['PATC'] },
      '--method: the contract has no operation with the method PATC. Did you mean PATCH?',
    ],
    [{ method: ['DELETE'] }, 'no operation with the method DELETE. It has GET, POST, PATCH.'],
    [
      { path: ['/thing'] },
      '--path: the contract has no operation with the path /thing. Did you mean /things?',
    ],
    [
      { path: ['/x/*'] },
      'no operation with the path /x/*. It has /things, /things/{id}, /a.b, /shops/{id}/lamps.',
    ],
    [
      { tag: ['stock'], method: ['post'] },
      'No operation matches all selections: --tag selects GET /a.b, listLamps; --method selects things:create.',
    ],
    [
      { operation: ['things:list'], excludeOperation: ['things:*'] },
      'left to test: the options --exclude-… exclude things:list.',
    ],
    [{ operation: ['listLamps'], excludeDeprecated: true }, 'exclude listLamps. Exclude fewer operations.'],
  ])('%j is rejected', (selection, message) => {
    expect(() => select(selection)).toThrow(UsageError);
    expect(() => select(selection)).toThrow(message);
  });

  it('names no tags where the contract has none', async () => {
    const untagged = await loadSampleContract();
    expect(() => selectOperations(untagged, { tag: ['a'] })).toThrow('the tag a. It has no tags.');
  });
});
