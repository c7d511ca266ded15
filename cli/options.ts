import { parseArgs } from 'node:util';
import { UsageError } from '../http/usage-error.ts';
import { refuseSwallowed } from './npm-arguments.ts';
import { type Kinds, kinds } from './option-kinds.ts';
import { type OptionName, type OptionRow, optionRows, optionTable, variableOf } from './option-table.ts';
import { didYouMean } from './suggest.ts';

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;
type Table = typeof optionTable;
type Read<R> = R extends { choices: readonly (infer C)[] }
  ? C
  : R extends { kind: infer K extends keyof Kinds }
    ? Kinds[K]
    : never;
type Given<R> = R extends { default: string } | { kind: 'flag' | 'list' } ? Read<R> : Read<R> | undefined;

/** What the user asked for, defaults filled in. An option without default that was not given is undefined. */
export type Options = { readonly [N in OptionName as Camel<N>]: Given<Table[N]> };

/** An option's text and where it came from, as messages call it. */
interface Word {
  name: OptionName;
  text: string;
  from: string;
}

/**
 * Reads the command line and the environment; the command line goes first.
 * @throws UsageError for anything unknown, malformed, empty, or swallowed by npm.
 */
export function parseOptions(argv: readonly string[], env: NodeJS.ProcessEnv): Options {
  const words = wordsOfArguments(argv[0] === '--' ? argv.slice(1) : argv, env); // pnpm hands `--` on
  const given = [...words, ...wordsOfEnvironment(env, new Set(words.map(({ name }) => name)))];
  const values = optionRows.map(([name, row]) => [camel(name), settle(name, row, given)]);
  return Object.fromEntries(values) as Options; // one entry per row, read by the row's kind
}

/** The arguments that repeat a run, without secrets and without what is done only once. */
export function repeatingArguments(options: Partial<Options>): string[] {
  const values: Readonly<Record<string, unknown>> = options;
  return optionRows.flatMap(([name, row]) => {
    if (row.secret || row.once) return [];
    const texts = textsOf(row.kind, values[camel(name)]);
    return texts
      .filter((text) => text !== row.default)
      .map((text) => (text === '' ? `--${name}` : `--${name}=${text}`));
  });
}

function textsOf(kind: keyof Kinds, value: unknown): string[] {
  if (value === undefined || value === false) return [];
  if (value === true) return [''];
  if (Array.isArray(value)) return value.map(String);
  if (kind === 'duration') return [Number(value) % 1000 === 0 ? `${Number(value) / 1000}s` : String(value)];
  if (kind === 'rate') {
    const { requests, perMs } = value as Kinds['rate']; // a row of this kind
    return [`${requests}/${{ 1000: 's', 60000: 'm', 3600000: 'h' }[perMs]}`];
  }
  if (kind === 'shard') {
    const { index, count } = value as Kinds['shard']; // a row of this kind
    return [`${index}/${count}`];
  }
  return [String(value)];
}

function camel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

const isName = (name: string): name is OptionName => Object.hasOwn(optionTable, name);

const parserOptions = Object.fromEntries(
  optionRows.map(([name, { kind, short }]) => [
    name,
    {
      type: kind === 'flag' ? ('boolean' as const) : ('string' as const),
      multiple: true,
      ...(short && { short }),
    },
  ]),
);

function wordsOfArguments(argv: readonly string[], env: NodeJS.ProcessEnv): Word[] {
  const { tokens } = parseArgs({
    args: [...argv],
    options: parserOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const loose = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  refuseSwallowed(env, loose);
  return tokens.flatMap((token) => {
    if (token.kind === 'option') return [wordOf(token.rawName, token.name, token.value, token.inlineValue)];
    if (token.kind === 'option-terminator') return [];
    const secret = tokens.some((other) => other.kind === 'option' && other.name === 'header');
    const shown = secret ? 'An argument behind --header' : `\`${token.value.slice(0, 80)}\``; // an unquoted header's value
    throw new UsageError(
      `${shown} is no option.${didYouMean(token.value, names, dashed)} --help lists them.`,
    );
  });
}

const names = optionRows.map(([name]) => name);
const dashed = (name: string): string => `--${name}`;

function wordOf(rawName: string, name: string, value: string | undefined, inline: boolean | undefined): Word {
  const positive = name.replace(/^no-/, '');
  if (!isName(name) && isName(positive) && optionTable[positive].kind === 'flag' && value === undefined) {
    return { name: positive, text: 'false', from: rawName };
  }
  if (!isName(name)) {
    throw new UsageError(`${rawName} is no option.${didYouMean(name, names, dashed)} --help lists them.`);
  }
  const row: OptionRow = optionTable[name];
  if (row.kind === 'flag') return { name, text: value ?? 'true', from: rawName };
  if (value === undefined || value === '' || (!inline && /^--?[a-zA-Z]/.test(value))) {
    throw new UsageError(`${rawName} needs a value: --${name}=${row.value}`);
  }
  return { name, text: value, from: rawName };
}

function wordsOfEnvironment(env: NodeJS.ProcessEnv, taken: ReadonlySet<OptionName>): Word[] {
  const variables = new Map(optionRows.map(([name]) => [variableOf(name), name]));
  return Object.entries(env).flatMap(([variable, text]) => {
    if (!variable.startsWith('CONFORMANCE_') || variable.startsWith('CONFORMANCE_SELF_')) return [];
    const name = variables.get(variable);
    if (name === undefined) {
      throw new UsageError(
        `The environment sets ${variable}, which is no option.${didYouMean(variable, [...variables.keys()])}`,
      );
    }
    if (text === undefined || text === '') {
      // An unset CI variable arrives empty: testing the default target then would look like success.
      throw new UsageError(`${variable} is set but empty: give it a value or unset it.`);
    }
    return taken.has(name) ? [] : [{ name, text, from: variable }];
  });
}

function settle(name: OptionName, row: OptionRow, given: readonly Word[]): unknown {
  const words = given.filter((word) => word.name === name);
  if (row.kind === 'list') return words.flatMap((word) => readWord(word, row));
  const [first, second] = words;
  if (first !== undefined && second !== undefined && row.kind !== 'flag') {
    throw new UsageError(`${second.from} is given twice: once is enough.`);
  }
  const last = words.at(-1);
  if (last !== undefined) return readWord(last, row);
  if (row.kind === 'flag') return false;
  return row.default === undefined ? undefined : kinds[row.kind].read(row.default, row);
}

function readWord({ text, from }: Word, row: OptionRow): unknown {
  const value = kinds[row.kind].read(text, row);
  if (value !== undefined) return value;
  const shown = row.secret ? 'this' : `\`${text.slice(0, 80)}\``;
  throw new UsageError(`${from} takes ${kinds[row.kind].says(row)}, not ${shown}.`);
}
