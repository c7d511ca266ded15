import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const relativeImport = /((?:\bfrom|\bimport\()\s*['"])(\.{1,2}\/[^'"]+)\.ts(['"])/g;

/**
 * Copies declaration files, and those that they import, to the paths of the modules that they describe. tsc does not
 * rewrite the imports in them, which end with `.ts`.
 */
export function copyDeclarations(
  entries: readonly string[],
  { from, to }: { from: string; to: string },
): void {
  const files = new Set(entries);
  for (const file of files) {
    const text = readFileSync(join(from, file), 'utf8');
    for (const [, , specifier] of text.matchAll(relativeImport))
      files.add(join(dirname(file), `${specifier}.d.ts`));
    mkdirSync(dirname(join(to, file)), { recursive: true });
    writeFileSync(join(to, file), text.replace(relativeImport, '$1$2.js$3'));
  }
}
