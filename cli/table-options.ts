import type { GivenOption } from './given-option.ts';
import type { OptionValues } from './option-parsers.ts';
import {
  type OptionCommand,
  type OptionName,
  optionList,
  type optionTable,
  toPropertyName,
} from './option-table.ts';
import { type Options, resolveOptions } from './parse-options.ts';

/** Options that the library leaves out: they select a command, control its output, or are passed as values. */
type Excluded =
  | (OptionCommand | 'dry-run' | 'config' | 'help' | 'version' | 'report-dir' | 'reporter')
  | ('write-deviations' | 'contract' | 'target' | 'fixtures' | 'header' | 'credential' | 'allow-references');

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

/** Options of the library and of configuration files, which give headers and credentials as objects. */
export type NamedOptions = TableOptions & {
  contract?: string | undefined;
  target?: string | undefined;
  allowReferences?: boolean | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  credentials?: Readonly<Record<string, string>> | undefined;
};

/** Converts the options to the form that the command line gives. Ignores other properties. */
export function toGivenOptions({ headers = {}, credentials = {}, ...others }: NamedOptions): GivenOption[] {
  const values: Readonly<Record<string, unknown>> = {
    ...others,
    header: Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    credential: Object.entries(credentials).map(([scheme, value]) => `${scheme}=${value}`),
  };
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
  resolveOptions(toGivenOptions(options), {});
