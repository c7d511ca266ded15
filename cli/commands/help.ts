import manifest from '../../package.json' with { type: 'json' };
import { fixtureVariables } from '../../spec/fixtures.ts';
import { helpText } from '../help-text.ts';

/** `--help` */
export async function help(): Promise<number> {
  console.log(helpText(fixtureVariables));
  return 0;
}

/** `--version` */
export async function version(): Promise<number> {
  console.log(manifest.version);
  return 0;
}
