import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findPackageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The suite is not inside its package: it has no package.json.');
  return findPackageRoot(parent);
}

/**
 * The folder of the package, which contains the files that are read at run time. Modules are bundled into `dist/` when
 * the package is built, so that a path relative to the module would differ between sources and package.
 */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

/** Whether the suite runs in a clone of its repository: the package has no sources. */
export const isRepository = existsSync(join(packageRoot, 'tsconfig.json'));
