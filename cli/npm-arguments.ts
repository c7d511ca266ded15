import { UsageError } from '../http/usage-error.ts';
import { type OptionName, optionRows, optionTable } from './option-table.ts';

/** npm sets these for itself from its own configuration: finding them says nothing about this command line. */
const npmsOwn: readonly OptionName[] = ['ca', 'proxy', 'help', 'version'];

/**
 * Without `--`, npm keeps our options: `npm test --target=x` leaves only npm_config_target=x behind, and
 * `npm test --target x` leaves npm_config_target=true and the loose argument x (npm 8 to 11; names in lower case).
 * @throws UsageError where an option was swallowed, with what to type instead.
 */
export function refuseSwallowed(env: NodeJS.ProcessEnv, loose: readonly string[]): void {
  const swallowed = optionRows.flatMap(([name, { short }]) => {
    if (npmsOwn.includes(name)) return [];
    const value = valueIn(env, name) ?? (short === undefined ? undefined : valueIn(env, short));
    return value === undefined || (name === 'dry-run' && value !== 'true') ? [] : [{ name, value }];
  });
  if (swallowed.length === 0) return;
  const rest = [...loose];
  const typed = swallowed.map(({ name, value }) => typedOption(name, value, rest)).join(' ');
  throw new UsageError(
    `npm kept an option for itself, because \`--\` was missing. Type: npm test -- ${typed}`,
  );
}

function valueIn(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[`npm_config_${name.replaceAll('-', '_').toLowerCase()}`];
}

function typedOption(name: OptionName, value: string, loose: string[]): string {
  const row = optionTable[name];
  if (row.kind === 'flag') return value === '' || value === 'false' ? `--no-${name}` : `--${name}`;
  if ('secret' in row) return `--${name}=…`;
  const text =
    value === 'true' || value === '' ? (loose.shift() ?? row.value) : value.replaceAll('\n\n', ',');
  return /[\s'"|]/.test(text) ? `--${name}='${text}'` : `--${name}=${text}`;
}
