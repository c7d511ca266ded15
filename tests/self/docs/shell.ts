import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

// Real runs of the suite, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

/** An empty folder of a test's own. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'conformance-docs-'));

interface Ended {
  status: number | null;
  output: string;
}

/** Commands that a recipe may call and a test must not: they only write down that they were called. */
function stubs(names: readonly string[], log: string): string {
  const folder = newFolder();
  for (const name of names) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> '${log}'\n`);
    chmodSync(file, 0o755);
  }
  return folder;
}

/** npm with a stubbed `npm ci`; everything else goes to the real one. */
function stubbedNpm(folder: string, log: string): void {
  const file = join(folder, 'npm');
  const real = (process.env.PATH ?? '').split(':').map((path) => join(path, 'npm'));
  const lines = [
    '#!/bin/sh',
    `echo "npm $*" >> '${log}'`,
    'if [ "$1" = ci ]; then exit 0; fi',
    `for npm in ${real.map((path) => `'${path}'`).join(' ')}; do if [ -x "$npm" ]; then exec "$npm" "$@"; fi; done`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
}

/** This process's environment without anything that speaks to the suite. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const own = /^(CONFORMANCE_|POLAR_|npm_|GITHUB_|VITEST|NODE_OPTIONS$|CI$|FORCE_COLOR$|NO_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** Runs the shell lines of a recipe as its service would, installing nothing; also tells which commands were called. */
export async function runScript(
  script: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Ended & { called: string[] }> {
  const log = join(newFolder(), 'called');
  writeFileSync(log, '');
  const folder = stubs(['git', 'docker'], log);
  stubbedNpm(folder, log);
  const own = { ...plainEnvironment(), ...env, PATH: `${folder}:${process.env.PATH ?? ''}` };
  // As GitHub and GitLab start bash: a line that fails ends the script.
  const child = spawn('bash', ['-eo', 'pipefail', '-c', script], {
    cwd,
    env: own,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(String(chunk)));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const called = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return { status, output: chunks.join(''), called };
}
