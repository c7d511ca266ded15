import { resolve } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

/**
 * The folder in which the user typed the command; undefined if that is the current one. npm runs scripts in the folder of the
 * package and keeps the user's in INIT_CWD: paths that the user types, and those that are printed, are relative to it.
 */
export function findUserDirectory(
  env: Readonly<Record<string, string | undefined>>,
  directory: string,
  root = packageRoot,
): string | undefined {
  const { INIT_CWD, npm_lifecycle_event: script } = env;
  // A process that a script starts elsewhere inherits the variables, although it is where its user wants it to be.
  if (!INIT_CWD || script === undefined || resolve(directory) !== resolve(root)) return undefined;
  return resolve(INIT_CWD) === resolve(directory) ? undefined : INIT_CWD;
}
