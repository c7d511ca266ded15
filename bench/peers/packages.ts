import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demand } from './command.ts';

/** Puts npm packages into a folder, without running their scripts; gives the version of the first. @throws {Error} where npm cannot. */
export async function installPackages(folder: string, names: readonly string[]): Promise<string> {
  const manifest = (name: string) => join(folder, 'node_modules', name, 'package.json');
  if (!names.every((name) => existsSync(manifest(name)))) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await demand('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...names], {
      cwd: folder,
    });
  }
  const [first = ''] = names;
  return JSON.parse(await readFile(manifest(first), 'utf8')).version;
}

/** The command of an installed package. */
export const bin = (folder: string, name: string): string => join(folder, 'node_modules', '.bin', name);
