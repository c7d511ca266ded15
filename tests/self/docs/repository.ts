import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that is published. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

export const exists = (file: string): boolean => existsSync(join(root, file));

const skipped = new Set(['node_modules', 'reports']);

/** Every file below a folder of the project, but for what is installed or put out. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    if (skipped.has(name) || name.startsWith('.')) return [];
    const path = join(folder, name);
    return statSync(join(root, path)).isDirectory() ? filesBelow(path) : [path];
  });
}

/** Where an import of a file leads, below the root. */
export const target = (file: string, specifier: string): string =>
  relative(root, normalize(join(root, dirname(file), specifier)));

/** The text between `<!-- name… -->` and `<!-- /name -->`. */
export function section(text: string, name: string): string {
  return new RegExp(`<!-- ${name}\\b[^>]*-->\\n([\\s\\S]*?)<!-- /${name} -->`).exec(text)?.[1] ?? '';
}
