import type { GivenOption } from '../cli/given-option.ts';
import type { OptionValues } from '../cli/option-parsers.ts';
import { type OptionName, optionList, type optionTable, toPropertyName } from '../cli/option-table.ts';
import { type Options, resolveOptions } from '../cli/parse-options.ts';

/** Options of the command line that select what a command does, where it prints, or that the library takes as values. */
type Excluded =
  | ('list' | 'explain' | 'replay' | 'dry-run' | 'help' | 'version' | 'report-dir' | 'reporter')
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

/** The options of the command line by their names in camel case (`maxRequests`), with the same defaults and limits. */
export type TableOptions = {
  [N in Exclude<OptionName, Excluded> as Camel<N>]?: Input<Table[N]['kind']> | undefined;
};

/**
 * Resolves options as the command line does. Variables `CONFORMANCE_…` have no effect.
 * @throws UsageError for a value that is not allowed; other properties are ignored
 */
export function resolveRunOptions(
  given: TableOptions & { contract?: string; target?: string; headers?: string[]; credentials?: string[] },
): Options {
  const { headers = [], credentials = [], ...others } = given;
  const values: Readonly<Record<string, unknown>> = { ...others, header: headers, credential: credentials };
  const options = optionList.flatMap(([name]): GivenOption[] => {
    const from = toPropertyName(name);
    const value = values[from];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((each) => ({ name, text: String(each), from }));
  });
  return resolveOptions(options, {});
}
