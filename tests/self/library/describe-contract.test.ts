import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

const source = `
import { describeContract, loadContract } from '../../library/vitest.ts';
const contract = await loadContract('docs/examples/openapi.yaml');
const fetch = ({ method, url }) =>
  method === 'GET' && url.endsWith('/lamps/7') ? Response.json({ id: 7 }) : new Response(null, { status: 404 });
describeContract(contract, { target: { fetch }, fixtures: { getLamp: { path: { id: 7 } } }, seed: 1, runs: 0 });
`;

test('describeContract defines a test for each clause: failed ones have their report, unverified ones are skipped', async () => {
  const folder = mkdtempSync(join('reports', 'describe-'));
  writeFileSync(join(folder, 'lamps.test.ts'), source);
  const config = join(folder, 'vitest.config.ts');
  writeFileSync(config, `export default { test: { include: ['${folder}/*.test.ts'] } };`);
  const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, NODE_ENV: undefined };
  const arguments_ = ['vitest', 'run', '--root', '.', '--config', config, '--reporter=verbose'];
  const { stdout } = await run('npx', arguments_, { env }).catch((error) => error);
  rmSync(folder, { recursive: true });
  expect(stdout).toMatch(/✓ .*Lamps 1 > getLamp > response shape > getLamp\/200\/id:type/);
  expect(stdout).toMatch(/[×✗] .*getLamp\/200\/name:required/);
  expect(stdout).toContain('FAILED MUST  `name` is missing');
  expect(stdout).toMatch(/↓ .*\[unverified: /);
  expect(stdout).toMatch(/Tests {2}1 failed \| \d+ passed \| \d+ skipped/);
});
