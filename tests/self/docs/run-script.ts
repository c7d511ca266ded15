import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './repository.ts';

export const createTemporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'conformance-docs-'));

interface ScriptResult {
  status: number | null;
  /** Standard output and standard error. */
  output: string;
  /** The calls of the stubs, with their arguments. */
  calls: string[];
}

/**
 * Runs the shell lines of a recipe as its CI service does. `git`, `docker` and `npm ci` are replaced by stubs, and `npx`
 * runs this checkout.
 * @param stubs more commands to replace, with the lines of their shell scripts
 */
export async function runScript(
  script: string,
  cwd: string,
  variables: NodeJS.ProcessEnv,
  stubs: Readonly<Record<string, readonly string[]>> = {},
): Promise<ScriptResult> {
  const log = join(createTemporaryFolder(), 'calls');
  writeFileSync(log, '');
  const folder = createStubs(log, stubs);
  const env = { ...createCleanEnvironment(), ...variables, PATH: `${folder}:${process.env.PATH ?? ''}` };
  // GitHub and GitLab start bash with these options: the first failing command ends the script.
  const child = spawn('bash', ['-eo', 'pipefail', '-c', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(String(chunk)));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const calls = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return { status, output: chunks.join(''), calls };
}

/** Creates a folder with stubs, which append their calls to the log. `npm` runs every command but `npm ci`. */
function createStubs(log: string, others: Readonly<Record<string, readonly string[]>>): string {
  const folder = createTemporaryFolder();
  const paths = (process.env.PATH ?? '').split(':').map((path) => `'${join(path, 'npm')}'`);
  const npm = [
    'if [ "$1" = ci ]; then exit 0; fi',
    `for npm in ${paths.join(' ')}; do if [ -x "$npm" ]; then exec "$npm" "$@"; fi; done`,
  ];
  const npx = [
    'while [ "$1" != polar-conformance ]; do shift; done; shift',
    `exec '${process.execPath}' '${join(root, 'build/run.mjs')}' "$@"`,
  ];
  for (const [name, lines] of Object.entries({ git: [], docker: [], npm, npx, ...others })) {
    const file = join(folder, name);
    writeFileSync(file, ['#!/bin/sh', `echo "${name} $*" >> '${log}'`, ...lines, ''].join('\n'));
    chmodSync(file, 0o755);
  }
  return folder;
}

/** The environment of this process without the variables that change a run of the suite. */
function createCleanEnvironment(): NodeJS.ProcessEnv {
  const removed =
    /^(CONFORMANCE_|POLAR_|npm_|GITHUB_|VITEST|NODE_OPTIONS$|CI$|FORCE_COLOR$|NO_COLOR$|INIT_CWD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !removed.test(name)));
}
