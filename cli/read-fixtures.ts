import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { UsageError } from '../http/usage-error.ts';
import { isObject } from '../spec/json.ts';
import { didYouMean } from './suggest.ts';

/** One fixture: its name in a file, its environment variable, and what it is. */
export interface FixtureRow {
  name: string;
  variable: string;
  secret: boolean;
  says: string;
}

/** The fixtures that were given, by name. */
export type Fixtures<N extends string = string> = { readonly [K in N]?: string };

export interface FixtureSources {
  env?: NodeJS.ProcessEnv;
  /** The file of `--fixtures`. */
  file?: string | undefined;
}

const largestFile = 1024 * 1024;

/**
 * Reads the fixtures of a table: the environment goes before the file; an empty variable is none.
 * @throws UsageError for an unreadable file, an unknown name, or a value that cannot be sent. Secrets are never shown.
 */
export function readFixtures<R extends FixtureRow>(
  rows: readonly R[],
  { env = {}, file }: FixtureSources,
): Fixtures<R['name']> {
  const filed = file === undefined ? {} : readFile(file, rows);
  const entries = rows.flatMap((row) => {
    const set = env[row.variable];
    const [text, from] = set ? [set, row.variable] : [filed[row.name], `\`${row.name}\` in ${file}`];
    return text === undefined ? [] : [[row.name, checked(row, text, from)] as const];
  });
  return Object.fromEntries(entries) as Fixtures<R['name']>; // names of the table's rows only
}

function readFile(file: string, rows: readonly FixtureRow[]): Readonly<Record<string, string>> {
  const content = load(file);
  if (content === null || content === undefined) return {};
  if (!isObject(content))
    throw new UsageError(`${file} must hold names and values, one a line: \`${rows[0]?.name}: …\`.`);
  const names = rows.map(({ name }) => name);
  for (const [name, value] of Object.entries(content)) {
    if (!names.includes(name)) {
      throw new UsageError(
        `${file}: \`${name.slice(0, 80)}\` is no fixture.${didYouMean(name, names)} Known are ${names.join(', ')}.`,
      );
    }
    if (typeof value !== 'string')
      throw new UsageError(`${file}: the value of \`${name}\` must be text: put it in quotes.`);
  }
  return content as Record<string, string>; // every value was looked at above
}

/** The parser's own message is left out of ours: it quotes the file, and the file holds tokens. */
function load(file: string): unknown {
  let text: string;
  try {
    if (statSync(file).size > largestFile) throw new Error('larger than 1 MiB');
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`The fixtures ${file} cannot be read: ${String(cause)}`, { cause });
  }
  try {
    return parse(text, { maxAliasCount: 0, prettyErrors: false });
  } catch {
    throw new UsageError(`${file} is neither YAML nor JSON.`);
  }
}

function checked(row: FixtureRow, text: string, from: string): string {
  const fault = row.secret ? faultOfSecret(text) : faultOfValue(text);
  if (fault !== undefined) throw new UsageError(`${from} ${fault}`);
  return text;
}

/** A token goes into a header field: visible ASCII only (RFC 9110 section 5.5, RFC 6750 section 2.1). */
function faultOfSecret(text: string): string | undefined {
  if (/^\s|\s$/.test(text)) return 'begins or ends with a blank or a line break: remove it.';
  if (/[^\x20-\x7e]/.test(text)) return 'has a character that no header can carry: copy the token again.';
  if (/\s/.test(text)) return 'has a blank within: copy the token again, without `Bearer`.';
  return undefined;
}

function faultOfValue(text: string): string | undefined {
  return /[\x00-\x1f\x7f]/.test(text)
    ? 'has a line break or another control character: remove it.'
    : undefined;
}
