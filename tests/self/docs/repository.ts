import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the project. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

export const exists = (file: string): boolean => existsSync(join(root, file));

const skipped = new Set(['node_modules', 'reports', 'dist']);

/** All files below a folder of the project, without dependencies, reports and hidden files. */
export function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    if (skipped.has(name) || name.startsWith('.')) return [];
    const path = join(folder, name);
    return statSync(join(root, path)).isDirectory() ? listFiles(path) : [path];
  });
}

/** Resolves a relative import of a file to a path below the root. */
export const resolveImport = (file: string, specifier: string): string =>
  relative(root, normalize(join(root, dirname(file), specifier)));

/**
 * Replaces the text between `<!-- name… -->` and `<!-- /name -->`.
 * @throws if the text has no such section.
 */
export function replaceSection(text: string, name: string, content: string): string {
  const section = new RegExp(`(<!-- ${name}\\b[^>]*-->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!section.test(text)) throw new Error(`no section ${name}`);
  return text.replace(section, (_, start: string, end: string) => `${start}${content}${end}`);
}
