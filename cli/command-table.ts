import {
  isOptionCommand,
  type OptionCommand,
  type OptionName,
  optionList,
  selectionOptions,
} from './option-table.ts';

export interface CommandDefinition {
  description: string;
  /** The option whose value is the argument of the command; one with a list takes several arguments. */
  argument?: Exclude<OptionCommand, 'list' | 'receive'>;
  /** The options that can be given instead of the argument. */
  insteadOfArgument?: readonly ('listen' | 'webhooks')[];
  /** The option that the command sets to true. */
  sets?: 'list' | 'receive';
  options: readonly OptionName[];
  examples: readonly (readonly [args: string, description: string])[];
}

const selection: readonly OptionName[] = [
  ...(['config', 'contract', 'api-version', 'allow-references', 'robustness'] as const),
  ...selectionOptions,
];

/** The options of `run`: all but those that are commands themselves, and those that every command has. */
const runOptions = optionList
  .map(([name]) => name)
  .filter(
    (name) =>
      !isOptionCommand(name) && !/^(listen|webhooks|port|webhook-secret|out|help|version)$/.test(name),
  );

/** The options of commands that judge what other programs have sent. */
const judging: readonly OptionName[] = [
  ...selection.filter((name) => name !== 'robustness'),
  ...(['strict', 'deviations', 'write-deviations', 'report-dir', 'reporter'] as const),
];

/** The commands whose options are in the option table. `run` is the default. */
export const commandTable = {
  run: {
    description: 'test a server; the default command',
    options: runOptions,
    examples: [
      ['--target=http://127.0.0.1:8000', 'test your own server'],
      ['--target=sandbox --dry-run', 'print the requests without sending them'],
    ],
  },
  list: {
    description: 'list all clauses; sends nothing',
    sets: 'list',
    options: selection,
    examples: [],
  },
  explain: {
    description: 'explain a clause: its meaning, source, method and common causes of failure',
    argument: 'explain',
    options: selection.filter((name) => name !== 'testNamePattern'),
    examples: [['explain customer@individual/email:type', 'the last part of an id is enough']],
  },
  replay: {
    description: 'send failures of an earlier run again; exits with 1 while one still fails',
    argument: 'replay',
    options: runOptions.filter(
      (name) =>
        !['dry-run', 'runs', 'shard', 'report-dir', 'reporter', 'write-deviations', 'sdk'].includes(name),
    ),
    examples: [['replay regressions', 'send a folder of kept replays']],
  },
  judge: {
    description: 'judge recorded exchanges or webhooks, or with --listen those of a proxy',
    argument: 'judge',
    insteadOfArgument: ['listen', 'webhooks'],
    options: ['listen', 'target', 'ca', 'webhooks', 'webhook-secret', 'sdk', ...judging],
    examples: [['judge traffic.har --contract=openapi.yaml', 'an export of a browser, a proxy or Postman']],
  },
  receive: {
    description: 'receive deliveries of webhooks, and judge them by the contract until Ctrl-C',
    sets: 'receive',
    options: ['port', 'webhook-secret', ...judging],
    examples: [],
  },
  merge: {
    description: 'merge the reports of all shards of a run',
    argument: 'merge',
    options: ['contract', 'allow-references', 'sdk', 'strict', 'report-dir', 'reporter'],
    examples: [],
  },
  export: {
    description: 'write a failure as a self-contained vitest test; sends nothing',
    argument: 'export',
    options: [
      ...(['out', 'target'] as const),
      ...selection.filter((name) => name !== 'testNamePattern'),
      'report-dir',
    ],
    examples: [],
  },
} as const satisfies Record<string, CommandDefinition>;

export type CommandName = keyof typeof commandTable;

/** The commands as a list, in the order of the help. */
export const commandList: readonly (readonly [CommandName, CommandDefinition])[] = Object.entries(
  commandTable,
).map(([name, definition]) => [name as CommandName, definition] as const); // all keys of the table are names
