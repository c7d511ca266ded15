import type { JsonObject } from '../spec/json.ts';
import { checkExtensions } from './configured-values.ts';
import type { Extensions } from './extensions.ts';
import type { GivenOption } from './given-option.ts';
import type { OptionValues } from './option-parsers.ts';
import {
  type OptionCommand,
  type OptionName,
  optionList,
  type optionTable,
  toPropertyName,
} from './option-table.ts';
import { type ConfiguredOptions, type Options, resolveOptions } from './parse-options.ts';

/** Options that the library leaves out: they select a command, control its output, or are passed as values. */
type Excluded =
  | (OptionCommand | 'dry-run' | 'config' | 'help' | 'version' | 'report-dir' | 'reporter')
  | ('listen' | 'webhooks' | 'port' | 'webhook-secret' | 'out')
  | ('write-deviations' | 'contract' | 'target' | 'fixtures' | 'allow-references')
  | ('header' | 'credential' | 'access-token');

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S;

type Input<K extends keyof OptionValues> = {
  text: string;
  integer: number;
  flag: boolean;
  list: string | readonly string[];
  rate: string;
  duration: string | number;
  shard: string;
}[K];

type Table = typeof optionTable;

/** The options of the command line in camel case (`maxRequests`), with the same defaults and limits. */
export type TableOptions = {
  [N in Exclude<OptionName, Excluded> as Camel<N>]?: Input<Table[N]['kind']> | undefined;
};

/** Options of the library and of configuration files. */
export type NamedOptions = TableOptions &
  Extensions & {
    contract?: string | undefined;
    target?: string | undefined;
    allowReferences?: boolean | undefined;
    fixtures?: string | JsonObject | undefined;
  };

/**
 * Separates the options that the command line has from the other values.
 * @param source the start of messages: `conformance.config.ts: `
 * @throws UsageError for a value of a wrong type
 */
export function toConfiguredOptions(source: string, options: NamedOptions): ConfiguredOptions {
  checkExtensions(source, { ...options });
  const { headers = {}, accessToken, credentials, parameters, hooks, rules, fixtures, ...others } = options;
  const header = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const given = toGivenOptions({ ...others, header, ...(typeof fixtures === 'string' && { fixtures }) });
  const content = typeof fixtures === 'object' ? fixtures : undefined;
  return {
    given: given.map((option) => ({ ...option, from: `${source}${option.from}` })),
    values: { source, accessToken, credentials, parameters, hooks, rules, fixtures: content },
  };
}

/** Converts values by the names of options in camel case to the form that the command line gives. */
function toGivenOptions(values: Readonly<Record<string, unknown>>): GivenOption[] {
  return optionList.flatMap(([name]): GivenOption[] => {
    const from = toPropertyName(name);
    const value = values[from];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((each) => ({ name, text: String(each), from }));
  });
}

/**
 * Resolves options as the command line does. Variables `CONFORMANCE_…` have no effect.
 * @throws UsageError for a value that is not allowed
 */
export const resolveNamedOptions = (options: NamedOptions): Options =>
  resolveOptions([], {}, toConfiguredOptions('', options));
