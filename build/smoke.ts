import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import manifest from '../package.json' with { type: 'json' };

/**
 * Installs the package of `npm run check:package` into an empty folder, as users do, and runs the commands of the
 * README there.
 */
const tarball = resolve(`reports/polar-conformance-${manifest.version}.tgz`);
const folder = mkdtempSync(join(tmpdir(), 'conformance-smoke-'));

function run(command: string, args: readonly string[], cwd = folder): void {
  console.log(`$ ${command} ${args.join(' ')}`);
  // npm sets variables with the folder of this package, which a user's terminal does not have
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/.test(name)),
  );
  execFileSync(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Copies the examples of `docs/` into the folder, and returns their names. */
function copyExamples(): string[] {
  cpSync('docs/examples', folder, { recursive: true });
  return readdirSync('docs/examples').filter((name) => /(?<!\.test)\.mjs$/.test(name));
}

/**
 * Runs the commands of `docs/first-gate.md` in an empty folder, against the server of the page. Returns their duration
 * up to the first verdict, in seconds.
 */
async function runFirstGate(): Promise<number> {
  const gate = mkdtempSync(join(tmpdir(), 'conformance-gate-'));
  cpSync('docs/examples/first-gate/openapi.yaml', join(gate, 'openapi.yaml'));
  const server = spawn(process.execPath, ['docs/examples/first-gate/server.mjs'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [url] = await once(server.stdout, 'data');
    const page = readFileSync('docs/first-gate.md', 'utf8');
    const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) =>
      block
        .replace('--save-dev polar-conformance', `--save-dev --prefer-offline ${tarball}`)
        .replaceAll('http://127.0.0.1:8000', String(url).trim()),
    );
    const start = performance.now();
    const durations = blocks.map((block) => {
      run('bash', ['-ec', block], gate);
      return (performance.now() - start) / 1000;
    });
    return durations[0] ?? 0;
  } finally {
    server.kill();
    rmSync(gate, { recursive: true });
  }
}

const consumer = `
import { type ConformanceResult, judgeExchange, loadContract, runConformance } from 'polar-conformance';
import { jsonSchema, openapi } from 'polar-conformance/arbitraries';
import 'polar-conformance/vitest';
import { expect } from 'vitest';
const contract = await loadContract('openapi.yaml');
const result: ConformanceResult = await runConformance({ contract, target: 'http://127.0.0.1:1', maxRequests: 9 });
judgeExchange(contract, { request: { method: 'GET', url: '/' }, response: { status: result.requests } });
openapi(contract).request('getLamp').map(({ path }): string => path);
(await jsonSchema({ type: 'string' })).filter((value) => value !== null);
const fetched: Promise<void> = expect(new Response()).toSatisfyContract(contract, 'getLamp');
await fetched;
expect(1).toSatisfySchema(contract, 'Lamp');
`;

/** A configuration with own rules, which a command that needs no server loads. */
const configuration = `
import { defineConfig } from 'polar-conformance/config';
export default defineConfig({
  contract: 'openapi.yaml',
  credentials: {},
  excludeDeprecated: true,
  hooks: { async beforeRun() {}, beforeRequest: ({ url }) => ({ 'X-Url': url }) },
  rules: [
    {
      id: 'watts',
      description: 'a lamp has at most 100 watts',
      judge: ({ response }) => ((response.body as { watts: number }).watts > 100 ? 'too many' : 'pass'),
    },
  ],
});
`;

/** Compiles a program that uses the types of every entry point, as Node.js and as bundlers resolve them. */
function checkTypes(): void {
  writeFileSync(join(folder, 'consumer.mts'), consumer);
  const sources = ['consumer.mts', 'login.config.ts', 'own.config.ts'];
  run('npm', [
    'install',
    ...quiet,
    ...['typescript', '@types/node'].map((name) => `${name}@${getVersion(name)}`),
  ]);
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    const options = [
      '--strict',
      '--noEmit',
      '--target',
      'es2023',
      '--skipLibCheck',
      'false',
      '--types',
      'node',
    ];
    run('npx', ['tsc', ...options, '--module', module, '--moduleResolution', resolution, ...sources]);
  }
}

const getVersion = (name: string): string | undefined =>
  Object.entries(manifest.devDependencies).find(([dependency]) => dependency === name)?.[1];

const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
const startedAt = performance.now();
try {
  run('npm', ['init', '--yes']);
  run('npm', ['install', ...quiet, tarball]);
  run('npx', ['polar-conformance', '--seed=1']);
  writeFileSync(join(folder, 'own.config.ts'), configuration);
  for (const example of copyExamples()) run('node', [example]);
  run('npx', [
    'polar-conformance',
    'init',
    '--contract=openapi.yaml',
    '--target=http://127.0.0.1:1',
    '--ci=github',
  ]);
  run('npx', ['polar-conformance', 'list']); // this command reads the configuration
  run('npx', ['polar-conformance', 'explain', 'rule:watts', '--config=own.config.ts']);
  run('npm', ['install', ...quiet, `vitest@${manifest.devDependencies.vitest}`]);
  run('npx', ['vitest', 'run']);
  checkTypes();
  const gate = await runFirstGate();
  console.log(`first gate: ${gate.toFixed(1)} s from the first command to the verdict`);
  console.log(
    `passed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s on Node.js ${process.version}`,
  );
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
