import manifest from '../../package.json' with { type: 'json' };
import { fixtureVariables } from '../../suites/suites.ts';
import { renderHelp } from '../render-help.ts';

/** `--help`: prints the help. */
export async function printHelp(): Promise<number> {
  console.log(renderHelp(fixtureVariables));
  return 0;
}

/** `--version`: prints the version of the suite. */
export async function printVersion(): Promise<number> {
  console.log(manifest.version);
  return 0;
}
