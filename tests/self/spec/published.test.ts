import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { defectsOf } from '../../../spec/document/defects.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { applyOverlay } from '../../../spec/document/overlay.ts';
import { parse } from '../../../spec/document/parse.ts';
import type { SourceMap } from '../../../spec/document/source-map.ts';
import { schemaDefects, structuralDefects } from '../../../spec/document/structural-defects.ts';
import { digestOf, shippedDigest } from '../../../spec/document/verified-digest.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { complaintsIn } from './documents.ts';

const file = 'spec/openapi.yaml';
const overlay = 'spec/overlay.yaml';

describe('the published document with its overlay', () => {
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

  it('has nothing else wrong with it', () => {
    expect(defectsOf(contract)).toEqual([]);
  });

  it('is what the schemas of OpenAPI and JSON Schema were asked about, and have nothing against', async () => {
    const map: SourceMap = new WeakMap();
    const document = parse(readFileSync(file, 'utf8'), file, map) as JsonObject;
    applyOverlay(document, { value: parse(readFileSync(overlay, 'utf8'), overlay, map), file: overlay, map });
    const sourceOf = () => ({ file, line: 1 });
    expect(await structuralDefects(document, sourceOf)).toEqual([]);
    expect(schemaDefects(contract.document, sourceOf)).toEqual([]);
    expect(digestOf(document)).toBe(shippedDigest);
  });

  it('gives schemas the place where they stand, not where they are used', () => {
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
  ] as const)('knows the line of %s', (pointer, written) => {
    const { line, file: where } = contract.locate(pointer);
    expect(where).toBe('spec/openapi.yaml');
    expect(contract.lines[line - 1]?.trim()).toBe(written);
  });

  it.each([
    ['#/components/schemas/TaxIDFormat/enum/0', '- ad_nrt'],
    ['#/components/schemas/Customer/discriminator/mapping/team', 'team: "#/components/schemas/CustomerTeam"'],
  ] as const)('knows that %s comes from the overlay', (pointer, written) => {
    const { line, file: where } = contract.locate(pointer);
    expect(where).toBe('spec/overlay.yaml');
    expect(readFileSync(overlay, 'utf8').split('\n')[line - 1]?.trim()).toBe(written);
  });

  it('gives a place that is not written the line of what holds it', () => {
    const at = '#/components/schemas/Customer/discriminator';
    expect(contract.locate(`${at}/nothing/here`)).toEqual(contract.locate(at));
  });
});

describe('without its overlay the published document', () => {
  it('refers to a schema that is not there, and maps tags to what is no name', async () => {
    const complaints = await complaintsIn(loadContract({ file }));
    expect(complaints.map((complaint) => complaint.replace(/^\d+ /, ''))).toEqual([
      expect.stringMatching(/^#\/components\/schemas\/CustomerIndividual.*TaxIDFormat, which leads nowhere$/),
      expect.stringMatching(/^#\/components\/schemas\/CustomerTeam.*TaxIDFormat, which leads nowhere$/),
      expect.stringMatching(
        /^#\/components\/schemas\/Customer\/discriminator\/mapping\/individual .*not a string$/,
      ),
      expect.stringMatching(
        /^#\/components\/schemas\/Customer\/discriminator\/mapping\/team .*not a string$/,
      ),
    ]);
  });
});
