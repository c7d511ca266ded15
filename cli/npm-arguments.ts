import { UsageError } from '../http/usage-error.ts';
import { type OptionName, optionList, optionTable } from './option-table.ts';

/** Options that npm has too. If npm's variables for them are set, they come from its own configuration. */
const npmOptions: readonly OptionName[] = ['ca', 'proxy', 'help', 'version'];

/**
 * Rejects command lines without `--`, where npm reads the options of the suite as its own: `npm test --target=x` sets
 * only npm_config_target=x, and `npm test --target x` sets npm_config_target=true and passes on x (npm 8 to 11; names
 * in lower case).
 * @throws UsageError with the correct command line
 */
export function rejectSwallowedOptions(env: NodeJS.ProcessEnv, positionals: readonly string[]): void {
  const swallowed = optionList.flatMap(([name, { short }]) => {
    if (npmOptions.includes(name)) return [];
    const value = readNpmValue(env, name) ?? (short === undefined ? undefined : readNpmValue(env, short));
    return value === undefined || (name === 'dry-run' && value !== 'true') ? [] : [{ name, value }];
  });
  if (swallowed.length === 0) return;
  const rest = [...positionals];
  const typed = swallowed.map(({ name, value }) => formatOption(name, value, rest)).join(' ');
  throw new UsageError(
    `npm took an option for its own, because \`--\` is missing. Type: npm test -- ${typed}`,
  );
}

function readNpmValue(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[`npm_config_${name.replaceAll('-', '_').toLowerCase()}`];
}

function formatOption(name: OptionName, value: string, positionals: string[]): string {
  const row = optionTable[name];
  if (row.kind === 'flag') return value === '' || value === 'false' ? `--no-${name}` : `--${name}`;
  if ('secret' in row) return `--${name}=…`;
  const text =
    value === 'true' || value === '' ? (positionals.shift() ?? row.value) : value.replaceAll('\n\n', ',');
  return /[\s'"|]/.test(text) ? `--${name}='${text}'` : `--${name}=${text}`;
}
