import type { OptionLimits, OptionValues } from './option-parsers.ts';

export interface OptionDefinition extends OptionLimits {
  kind: keyof OptionValues;
  group: 'Target' | 'Selection' | 'Requests' | 'Judging' | 'Output';
  /** The placeholder of the value in the help. */
  value?: string;
  default?: string;
  description: string;
  short?: string;
  /** Whether the value is a secret, which is never printed. */
  secret?: true;
  /** Whether the help omits the option, because the description of another one names it. */
  hidden?: true;
  /** Whether the option is omitted from the command that repeats a run. */
  once?: true;
}

/** All options. Their environment variables, help texts and types are derived from this table. */
export const optionTable = {
  target: {
    kind: 'text',
    group: 'Target',
    value: 'NAME|URL',
    description:
      'server to test: reference (built in; the default without --contract), the name of a server in the contract, or a URL',
  },
  contract: {
    kind: 'text',
    group: 'Target',
    value: 'FILE|URL',
    description:
      "OpenAPI document to test against, instead of the suite's own; a URL needs --allow-references",
  },
  'api-version': {
    kind: 'list',
    group: 'Target',
    value: 'YYYY-MM',
    description:
      "dated version of the API to test: its document is derived from the suite's own, and every request names it (repeatable: one run and report folder each, and a comparison)",
  },
  config: {
    kind: 'text',
    group: 'Target',
    value: 'FILE',
    description:
      'configuration to read; without it, conformance.config.ts, .mts, .js, .mjs or .json in the current folder. The command line and environment variables take precedence',
  },
  'allow-references': {
    kind: 'flag',
    group: 'Target',
    description: 'allow the contract to refer to other files and URLs',
  },
  fixtures: {
    kind: 'text',
    group: 'Target',
    value: 'FILE',
    description:
      'values of the target, as YAML or JSON: customers, members and tokens, and by operation the path, query, header, cookie and body of a request that it accepts; environment variables take precedence',
  },
  credential: {
    kind: 'list',
    group: 'Target',
    value: 'SCHEME=VALUE',
    secret: true,
    description:
      'token, key or USER:PASSWORD for a scheme, or --other-credential for another user; better in CONFORMANCE_CREDENTIAL_SCHEME; its value is never printed',
  },
  'other-credential': {
    kind: 'list',
    group: 'Target',
    value: 'SCHEME=VALUE',
    secret: true,
    hidden: true,
    description:
      'token, key or USER:PASSWORD of another user for a security scheme of the contract (repeatable), who must not read, change or delete what the run has created; better in CONFORMANCE_OTHER_CREDENTIAL_SCHEME; its value is never printed',
  },
  'access-token': {
    kind: 'text',
    group: 'Target',
    value: 'TOKEN',
    secret: true,
    description:
      'token for all security schemes with bearer tokens; better in CONFORMANCE_ACCESS_TOKEN; its value is never printed',
  },
  header: {
    kind: 'list',
    group: 'Target',
    value: "'NAME: VALUE'",
    secret: true,
    description:
      'header to send with every request (repeatable); one that holds credentials of the contract is not sent where wrong or no credentials are tested; its value is never printed',
  },
  ca: {
    kind: 'text',
    group: 'Target',
    value: 'FILE',
    description: 'trusted certificates (PEM), in addition to those of Node',
  },
  proxy: {
    kind: 'text',
    group: 'Target',
    value: 'URL',
    secret: true,
    description: 'proxy for requests to the target; its user name and password are never printed',
  },
  'allow-production': {
    kind: 'flag',
    group: 'Target',
    description: 'allow requests to the production server',
  },
  'allow-changes': {
    kind: 'flag',
    group: 'Target',
    description:
      'allow to change and delete what the run has not created; on a server that is not on this machine, also to create',
  },
  'allow-insecure': {
    kind: 'flag',
    group: 'Target',
    description: 'allow sending credentials over plain http to another host',
  },
  fault: {
    kind: 'list',
    group: 'Target',
    value: 'ID',
    description:
      'fault to build into the reference, or with --variant another allowed behaviour (reference only)',
  },
  variant: {
    kind: 'text',
    group: 'Target',
    value: 'NAME',
    description: 'variant of the reference: another allowed behaviour (reference only)',
    hidden: true,
  },
  operation: {
    kind: 'list',
    group: 'Selection',
    value: 'OPERATION',
    description:
      "operation to test (repeatable), or not to test with --exclude-operation: its operationId, its method and path ('POST /things'), or a pattern with *",
  },
  tag: {
    kind: 'list',
    group: 'Selection',
    value: 'TAG',
    description:
      'tag of operations to test (repeatable), or not to test with --exclude-tag; may be a pattern with *. An operation must match every selection that is given',
  },
  method: {
    kind: 'list',
    group: 'Selection',
    value: 'METHOD',
    description: 'method of operations to test (repeatable), or not to test with --exclude-method',
  },
  path: {
    kind: 'list',
    group: 'Selection',
    value: 'PATH',
    description:
      "path of operations to test (repeatable), or not to test with --exclude-path; as in the contract ('/things/{id}'), or a pattern with *",
  },
  'exclude-operation': {
    kind: 'list',
    group: 'Selection',
    value: 'OPERATION',
    hidden: true,
    description: 'operation not to test (repeatable); written like --operation',
  },
  'exclude-tag': {
    kind: 'list',
    group: 'Selection',
    value: 'TAG',
    hidden: true,
    description: 'tag of operations not to test (repeatable); written like --tag',
  },
  'exclude-method': {
    kind: 'list',
    group: 'Selection',
    value: 'METHOD',
    hidden: true,
    description: 'method of operations not to test (repeatable)',
  },
  'exclude-path': {
    kind: 'list',
    group: 'Selection',
    value: 'PATH',
    hidden: true,
    description: 'path of operations not to test (repeatable); written like --path',
  },
  'exclude-deprecated': {
    kind: 'flag',
    group: 'Selection',
    description: 'do not test operations that the contract marks as deprecated',
  },
  testNamePattern: {
    kind: 'text',
    group: 'Selection',
    value: 'PATTERN',
    short: 't',
    description:
      'judge only clauses whose name matches this regular expression; they alone decide the reports and the exit status',
  },
  seed: {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    min: -2_147_483_648,
    max: 2_147_483_647,
    description: 'seed of all random choices: the same seed sends the same requests in the same order',
  },
  runs: {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    min: 0,
    max: 10_000_000,
    description:
      'number of random requests after the plan; 0 sends none (400 on this machine, elsewhere what the budget leaves)',
  },
  'max-requests': {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    min: 1,
    max: 10_000_000,
    description:
      'maximum number of requests, including retries and discovery (on this machine 1000, or 100 for each of many operations; elsewhere 90, or 30 for each)',
  },
  'max-seconds': {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    min: 1,
    max: 1_000_000,
    description:
      'maximum duration of the run; when it is reached, the reports are incomplete and the status is 2 unless a MUST clause failed',
  },
  rate: {
    kind: 'rate',
    group: 'Requests',
    value: 'N|N/m',
    description:
      "maximum number of requests per second or minute (unlimited on this machine, elsewhere below the server's documented limit)",
  },
  concurrency: {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    min: 1,
    max: 256,
    description: 'maximum number of requests in flight',
  },
  timeout: {
    kind: 'duration',
    group: 'Requests',
    value: 'MS|10s',
    default: '10s',
    min: 1,
    max: 3_600_000,
    description: 'maximum duration of a request, from connecting to the last byte of the response',
  },
  robustness: {
    kind: 'text',
    group: 'Requests',
    value: 'standard|full',
    default: 'standard',
    choices: ['standard', 'full'],
    description: 'full also sends requests that could take a server down; only on this machine',
  },
  shard: {
    kind: 'shard',
    group: 'Requests',
    value: 'I/N',
    description: 'send and judge only the I-th of N parts of the run',
  },
  replay: {
    kind: 'text',
    group: 'Requests',
    value: 'FILE|FOLDER',
    once: true,
    description:
      'failure of an earlier run to send again, or a folder of them; exit status: 0 passes, 1 still fails, 2 cannot be judged; writes no reports',
  },
  judge: {
    kind: 'list',
    group: 'Requests',
    value: 'FILE',
    once: true,
    description:
      'recorded exchanges to judge without sending anything (repeatable): an HTTP Archive (.har), or JSON lines with `request` and `response`; either may be compressed (.gz)',
  },
  merge: {
    kind: 'list',
    group: 'Output',
    value: 'FILE',
    once: true,
    description:
      'results.json of each shard of a run, to merge into the reports of the run (repeatable); exchanges.har is read from the same folders',
  },
  listen: {
    kind: 'integer',
    group: 'Requests',
    value: 'PORT',
    min: 0,
    max: 65_535,
    once: true,
    description:
      'port of this machine on which `judge` listens as a proxy of --target, to judge what passes through until Ctrl-C; 0 for a free one',
  },
  webhooks: {
    kind: 'list',
    group: 'Requests',
    value: 'FILE|FOLDER',
    once: true,
    description:
      'recorded deliveries of webhooks that `judge` judges by the `webhooks` of the contract (repeatable): files as for --judge, or a folder of them',
  },
  receive: {
    kind: 'flag',
    group: 'Requests',
    once: true,
    description:
      'receive deliveries of webhooks until Ctrl-C, and judge them by the `webhooks` of the contract',
  },
  port: {
    kind: 'integer',
    group: 'Requests',
    value: 'PORT',
    default: '9000',
    min: 0,
    max: 65_535,
    once: true,
    description: 'port of this machine on which `receive` listens; 0 for a free one',
  },
  'webhook-secret': {
    kind: 'text',
    group: 'Requests',
    value: 'SECRET',
    secret: true,
    description:
      'secret with which deliveries of webhooks are signed, or their public key (whpk_…); better in CONFORMANCE_WEBHOOK_SECRET, for Polar also in POLAR_WEBHOOK_SECRET; its value is never printed',
  },
  'dry-run': {
    kind: 'flag',
    group: 'Requests',
    once: true,
    description: 'print all requests of the plan without sending them; needs no token',
  },
  strict: {
    kind: 'flag',
    group: 'Judging',
    description: 'exit with 1 also if a clause was noticed or unverified',
  },
  deviations: {
    kind: 'text',
    group: 'Judging',
    value: 'FILE',
    description:
      'known failures to waive (YAML: clause, place, reason, expires); an entry that has expired, passes or matches no clause fails the run',
  },
  'write-deviations': {
    kind: 'text',
    group: 'Judging',
    value: 'FILE',
    once: true,
    description:
      'draft of known failures to write from the failed clauses of this run (with --strict also the noticed ones)',
  },
  sdk: {
    kind: 'list',
    group: 'Output',
    value: 'FOLDER',
    hidden: true,
    description:
      'installed SDK of which each finding says what it does (repeatable): @polar-sh/sdk, or a virtual environment with polar-sdk; it reads responses of the run, and changes no verdict',
  },
  list: { kind: 'flag', group: 'Output', once: true, description: 'list all clauses; sends nothing' },
  explain: {
    kind: 'text',
    group: 'Output',
    value: 'CLAUSE',
    once: true,
    description:
      'clause to explain: its meaning, source, method and common causes of failure; the last part of its id is enough',
  },
  export: {
    kind: 'text',
    group: 'Output',
    value: 'REPLAY|CLAUSE',
    once: true,
    description:
      'failure to export as a vitest test: its replay file, or the last part of the id of its clause, whose replay is then in --report-dir',
  },
  out: {
    kind: 'text',
    group: 'Output',
    value: 'FILE',
    once: true,
    description: 'file to which `export` writes the test; without it, the test is printed',
  },
  'report-dir': {
    kind: 'text',
    group: 'Output',
    value: 'DIR',
    default: 'reports',
    description: 'folder for the reports, with --sdk=FOLDER also of what an SDK does with failures',
  },
  reporter: { kind: 'list', group: 'Output', value: 'NAME', description: 'vitest reporter (repeatable)' },
  help: { kind: 'flag', group: 'Output', short: 'h', once: true, description: 'print this help' },
  version: { kind: 'flag', group: 'Output', once: true, description: 'print the version of the suite' },
} as const satisfies Record<string, OptionDefinition>;

export type OptionName = keyof typeof optionTable;

/** The options that are also commands. */
const optionCommands = [
  'list',
  'explain',
  'replay',
  'judge',
  'receive',
  'merge',
  'export',
] as const satisfies readonly OptionName[];

export type OptionCommand = (typeof optionCommands)[number];

/** Whether an option is also a command. */
export const isOptionCommand = (name: OptionName): name is OptionCommand =>
  optionCommands.some((command) => command === name);

/** The options as a list, in the order of the help. */
export const optionList: readonly (readonly [OptionName, OptionDefinition])[] = Object.entries(
  optionTable,
).map(
  ([name, definition]) => [name as OptionName, definition] as const, // the keys of the table are the names
);

/** The options that select operations and clauses. */
export const selectionOptions: readonly OptionName[] = optionList.flatMap(([name, { group }]) =>
  group === 'Selection' ? [name] : [],
);

export const isOptionName = (name: string): name is OptionName => Object.hasOwn(optionTable, name);

/** The environment variable of an option: `CONFORMANCE_MAX_REQUESTS`. */
export function toEnvironmentVariable(name: OptionName): string {
  return `CONFORMANCE_${name
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .replaceAll('-', '_')
    .toUpperCase()}`;
}

/** The name of an option in `Options`: `maxRequests`. */
export function toPropertyName(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
