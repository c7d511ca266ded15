import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOrThrow } from './run-command.ts';

/**
 * Installs npm packages in a directory, without running their scripts. Returns the version of the first package.
 * @throws {Error} if npm fails
 */
export async function installPackages(directory: string, names: readonly string[]): Promise<string> {
  const manifest = (name: string) => join(directory, 'node_modules', name, 'package.json');
  if (!names.every((name) => existsSync(manifest(name)))) {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'package.json'), '{ "private": true }\n');
    await runOrThrow('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...names], {
      cwd: directory,
    });
  }
  const [first = ''] = names;
  return JSON.parse(await readFile(manifest(first), 'utf8')).version;
}

/** The path to the command of an installed package. */
export const resolveBinary = (directory: string, name: string): string =>
  join(directory, 'node_modules', '.bin', name);
