import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import manifest from '../package.json' with { type: 'json' };

/**
 * Installs the package of `npm run check:package` into an empty folder, as its users do, and runs the commands of the README
 * there.
 */
const tarball = resolve(`reports/polar-conformance-${manifest.version}.tgz`);
const folder = mkdtempSync(join(tmpdir(), 'conformance-smoke-'));

function run(command: string, args: readonly string[]): void {
  console.log(`$ ${command} ${args.join(' ')}`);
  // npm gives its scripts the folder of this package, in variables that a user's terminal does not have.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/.test(name)),
  );
  execFileSync(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Copies the examples of `docs/` into the folder, and returns their names. */
function copyExamples(): string[] {
  cpSync('docs/examples', folder, { recursive: true });
  return readdirSync('docs/examples').filter((name) => name.endsWith('.mjs'));
}

const startedAt = performance.now();
try {
  run('npm', ['init', '--yes']);
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball]);
  run('npx', ['polar-conformance', '--seed=1']);
  for (const example of copyExamples()) run('node', [example]);
  console.log(
    `passed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s on Node.js ${process.version}`,
  );
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
