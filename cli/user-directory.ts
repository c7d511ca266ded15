import { resolve } from 'node:path';
import { packageRoot } from '../spec/package-root.ts';

/**
 * Returns the folder in which the user typed the command; undefined if it is the current one. npm runs scripts in the
 * folder of the package and stores the user's folder in INIT_CWD: typed and printed paths are relative to that.
 */
export function findUserDirectory(
  env: Readonly<Record<string, string | undefined>>,
  directory: string,
  root = packageRoot,
): string | undefined {
  const { INIT_CWD, npm_lifecycle_event: script } = env;
  // A child process of a script inherits the variables. If it runs in another folder, its own folder is the user's
  // choice.
  if (!INIT_CWD || script === undefined || resolve(directory) !== resolve(root)) return undefined;
  return resolve(INIT_CWD) === resolve(directory) ? undefined : INIT_CWD;
}
