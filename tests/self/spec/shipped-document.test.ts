import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyOverlay } from '../../../spec/document/apply-overlay.ts';
import { lintContract } from '../../../spec/document/lint-contract.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { parseDocument } from '../../../spec/document/parse-document.ts';
import type { SourceMap } from '../../../spec/document/source-map.ts';
import { findSchemaDefects, findStructuralDefects } from '../../../spec/document/structural-defects.ts';
import { computeDigest, VERIFIED_DIGEST } from '../../../spec/document/verified-digest.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { listDefects } from './create-document.ts';

const file = 'spec/openapi.yaml';
const overlay = 'spec/overlay.yaml';

describe('the shipped document with its overlay', () => {
  let contract: Contract;
  beforeAll(async () => {
    contract = await loadContract({ file, overlay });
  });

  it('is a contract with one operation and two servers', () => {
    expect(contract.operations.map(({ id, method, path }) => [id, method, path])).toEqual([
      ['customer-sessions:create', 'POST', '/v1/customer-sessions/'],
    ]);
    expect(contract.servers.map(({ name, url }) => [name, url])).toEqual([
      ['production', 'https://api.polar.sh'],
      ['sandbox', 'https://sandbox-api.polar.sh'],
    ]);
  });

  it('violates no lint rule', () => {
    expect(lintContract(contract)).toEqual([]);
  });

  it('is valid against the schemas of OpenAPI and JSON Schema, as VERIFIED_DIGEST claims', async () => {
    const map: SourceMap = new WeakMap();
    const document = parseDocument(readFileSync(file, 'utf8'), file, map) as JsonObject;
    applyOverlay(document, {
      value: parseDocument(readFileSync(overlay, 'utf8'), overlay, map),
      file: overlay,
      map,
    });
    expect(await findStructuralDefects(document)).toEqual([]);
    expect(findSchemaDefects(contract.document)).toEqual([]);
    expect(computeDigest(document)).toBe(VERIFIED_DIGEST);
  });

  it('has the pointers of schemas where they are defined, not where they are used', () => {
    const created = contract.operations[0]?.responses.find(({ status }) => status === '201')?.content[0];
    expect(created?.schemaPointer).toBe('#/components/schemas/CustomerSession');
    expect(contract.pointerTo(created?.schema ?? true)).toBe('#/components/schemas/CustomerSession');
  });

  it.each([
    ['#/info/title', 'title: Polar API'],
    ['#/paths/~1v1~1customer-sessions~1/post/responses/422', "'422':"],
    [
      '#/components/schemas/CustomerSessionCustomerIDCreate/properties/return_url/anyOf/0/maxLength',
      'maxLength: 2083',
    ],
    ['#/components/schemas/CustomerTeam/properties/type/const', 'const: team'],
    ['#/components/schemas/Address/properties/country/enum/1', '- AE'],
    ['#/components/securitySchemes/access_token', 'access_token:'],
  ] as const)('has the line of %s', (pointer, expected) => {
    const { line, file: sourceFile } = contract.locate(pointer);
    expect(sourceFile).toBe('spec/openapi.yaml');
    expect(contract.lines[line - 1]?.trim()).toBe(expected);
  });

  it.each([
    ['#/components/schemas/TaxIDFormat/enum/0', '- ad_nrt'],
    ['#/components/schemas/Customer/discriminator/mapping/team', 'team: "#/components/schemas/CustomerTeam"'],
  ] as const)('has the line of %s in the overlay', (pointer, expected) => {
    const { line, file: sourceFile } = contract.locate(pointer);
    expect(sourceFile).toBe('spec/overlay.yaml');
    expect(readFileSync(overlay, 'utf8').split('\n')[line - 1]?.trim()).toBe(expected);
  });

  it('locates a missing value at the line of its parent', () => {
    const parent = '#/components/schemas/Customer/discriminator';
    expect(contract.locate(`${parent}/nothing/here`)).toEqual(contract.locate(parent));
  });
});

describe('the shipped document without its overlay', () => {
  it('refers to a missing schema and has a malformed discriminator mapping', async () => {
    const defects = await listDefects(loadContract({ file }));
    expect(defects.map((defect) => defect.replace(/^\d+ /, ''))).toEqual([
      expect.stringMatching(
        /^#\/components\/schemas\/CustomerIndividual.*TaxIDFormat, which does not exist$/,
      ),
      expect.stringMatching(/^#\/components\/schemas\/CustomerTeam.*TaxIDFormat, which does not exist$/),
      expect.stringMatching(
        /^#\/components\/schemas\/Customer\/discriminator\/mapping\/individual .*not a string$/,
      ),
      expect.stringMatching(
        /^#\/components\/schemas\/Customer\/discriminator\/mapping\/team .*not a string$/,
      ),
    ]);
  });
});
