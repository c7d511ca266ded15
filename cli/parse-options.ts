import { UsageError } from '../http/usage-error.ts';
import type { ConfiguredValues } from './configured-values.ts';
import type { GivenOption } from './given-option.ts';
import { type OptionValues, optionParsers } from './option-parsers.ts';
import {
  type OptionDefinition,
  type OptionName,
  optionList,
  type optionTable,
  toEnvironmentVariable,
  toPropertyName,
} from './option-table.ts';
import { parseCommandLine } from './parse-command-line.ts';
import type { FixtureFile } from './read-fixtures.ts';
import { didYouMean } from './suggest.ts';

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;
type Table = typeof optionTable;
type Read<R> = R extends { choices: readonly (infer C)[] }
  ? C
  : R extends { kind: infer K extends keyof OptionValues }
    ? OptionValues[K]
    : never;
type Given<R> = R extends { default: string } | { kind: 'flag' | 'list' } ? Read<R> : Read<R> | undefined;

/** The values of all options. An option that was not given has its default value, or undefined. */
export type Options = { readonly [N in Exclude<OptionName, 'fixtures'> as Camel<N>]: Given<Table[N]> } & {
  /** What no option of the command line can give, such as functions. */
  readonly configured: ConfiguredValues;
  /** The file, or its content if a configuration file contains the fixtures. */
  readonly fixtures: FixtureFile | undefined;
};

/** The options of a configuration file. */
export interface ConfiguredOptions {
  given: readonly GivenOption[];
  values: ConfiguredValues;
}

/**
 * Parses the command line and the environment.
 * @throws UsageError for an option that is unknown, malformed, empty, or taken by npm.
 */
export function parseOptions(argv: readonly string[], env: NodeJS.ProcessEnv): Options {
  const invocation = parseCommandLine({ argv, env });
  return resolveOptions(invocation.command === 'run' ? invocation.given : [], env);
}

/**
 * Combines the options of the command line, of the environment, and of a configuration file, in this order of
 * precedence.
 * @throws UsageError for an option that is malformed, empty, or given twice, and for an unknown variable.
 */
export function resolveOptions(
  fromArguments: readonly GivenOption[],
  env: NodeJS.ProcessEnv,
  configured: ConfiguredOptions = { given: [], values: { source: '' } },
): Options {
  const names = new Set(fromArguments.map(({ name }) => name));
  const explicit = [...fromArguments, ...readEnvironment(env, names)];
  const fromFile = configured.given.filter(({ name }) => !explicit.some((option) => option.name === name));
  const given = [...explicit, ...fromFile];
  const values = optionList.map(([name, definition]) => [
    toPropertyName(name),
    resolveValue(name, definition, given),
  ]);
  // the table has one entry for each option, and `kind` decides its type
  const options = Object.fromEntries(values) as Omit<Options, 'configured'>;
  const { fixtures = configured.values.fixtures } = options;
  return { ...options, fixtures, configured: configured.values };
}

/**
 * Variables that are not options: those of the suite's own tests, and credentials, whose names depend on the contract.
 */
const otherVariables = /^CONFORMANCE_(?:SELF|(?:OTHER_)?CREDENTIAL)_/;

function readEnvironment(env: NodeJS.ProcessEnv, overridden: ReadonlySet<OptionName>): GivenOption[] {
  const variables = new Map(optionList.map(([name]) => [toEnvironmentVariable(name), name]));
  return Object.entries(env).flatMap(([variable, text]) => {
    if (!variable.startsWith('CONFORMANCE_') || otherVariables.test(variable)) return [];
    const name = variables.get(variable);
    if (name === undefined) {
      throw new UsageError(
        `${variable} is set in the environment but is not an option.${didYouMean(variable, [...variables.keys()]) || ' Unset it.'}`,
      );
    }
    if (text === undefined || text === '') {
      // CI services pass an undefined variable as an empty one. Using the default instead would hide the mistake.
      throw new UsageError(`${variable} is set but empty. Give it a value or unset it.`);
    }
    return overridden.has(name) ? [] : [{ name, text, from: variable }];
  });
}

function resolveValue(
  name: OptionName,
  definition: OptionDefinition,
  given: readonly GivenOption[],
): unknown {
  const own = given.filter((option) => option.name === name);
  if (definition.kind === 'list') return own.flatMap((option) => parseValue(option, definition));
  const [first, second] = own;
  if (first !== undefined && second !== undefined && definition.kind !== 'flag') {
    throw new UsageError(`${second.from} is given twice. Give it once.`);
  }
  const last = own.at(-1);
  if (last !== undefined) return parseValue(last, definition);
  if (definition.kind === 'flag') return false;
  return definition.default === undefined
    ? undefined
    : optionParsers[definition.kind].parse(definition.default, definition);
}

function parseValue({ text, from }: GivenOption, definition: OptionDefinition): unknown {
  const value = optionParsers[definition.kind].parse(text, definition);
  if (value !== undefined) return value;
  const shown = definition.secret ? 'this' : `\`${text.slice(0, 80)}\``;
  throw new UsageError(
    `${from} must be ${optionParsers[definition.kind].describe(definition)}, not ${shown}.`,
  );
}
