import type { Kinds, Limits } from './option-kinds.ts';

export interface OptionRow extends Limits {
  kind: keyof Kinds;
  group: 'Target' | 'Requests' | 'Judging' | 'Output' | 'Vitest';
  /** How the help calls the value. */
  value?: string;
  default?: string;
  help: string;
  short?: string;
  /** Its value is never printed. */
  secret?: true;
  /** Not repeated in the command that repeats a run. */
  once?: true;
}

/** Every option. Its environment variable, its place in the help and its type are derived from its row. */
export const optionTable = {
  target: {
    kind: 'text',
    group: 'Target',
    value: 'NAME|URL',
    default: 'reference',
    help: 'who is tested: reference (built in), a server named in the contract, or a URL',
  },
  contract: {
    kind: 'text',
    group: 'Target',
    value: 'FILE|URL',
    help: "another OpenAPI document than the suite's own; a URL only with --allow-references",
  },
  'allow-references': {
    kind: 'flag',
    group: 'Target',
    help: 'lets the contract refer to other files and to URLs',
  },
  operation: {
    kind: 'list',
    group: 'Target',
    value: 'ID',
    help: 'tests only this operation (repeatable)',
  },
  fixtures: {
    kind: 'text',
    group: 'Target',
    value: 'FILE',
    help: 'customers, members and tokens of the target, as YAML or JSON; the environment goes before it',
  },
  header: {
    kind: 'list',
    group: 'Target',
    value: "'NAME: VALUE'",
    secret: true,
    help: 'is sent along with every request (repeatable); its value is never printed',
  },
  ca: {
    kind: 'text',
    group: 'Target',
    value: 'FILE',
    help: "certificates (PEM) that are trusted beside Node's own",
  },
  proxy: {
    kind: 'text',
    group: 'Target',
    value: 'URL',
    secret: true,
    help: 'reaches the target through this proxy; its userinfo is never printed',
  },
  'allow-production': {
    kind: 'flag',
    group: 'Target',
    help: 'consents to requests to the production server',
  },
  'allow-insecure': {
    kind: 'flag',
    group: 'Target',
    help: 'lets the token go over plain http to another host',
  },
  fault: {
    kind: 'list',
    group: 'Target',
    value: 'ID',
    help: 'breaks the reference in one known way (reference only)',
  },
  variant: {
    kind: 'text',
    group: 'Target',
    value: 'NAME',
    help: 'another lawful behaviour of the reference (reference only)',
  },
  seed: {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    least: -2_147_483_648,
    most: 2_147_483_647,
    help: 'the same seed sends the same requests in the same order',
  },
  runs: {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    least: 0,
    most: 10_000_000,
    help: 'how many random requests follow the plan; 0: none (400 to this machine, elsewhere what the budget leaves)',
  },
  'max-requests': {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    least: 1,
    most: 10_000_000,
    help: 'no more than so many, retries and discovery included (1000 to this machine, 90 elsewhere)',
  },
  'max-seconds': {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    least: 1,
    most: 1_000_000,
    help: 'ends after so long; the reports are then incomplete, and the status is 2 unless a MUST failed',
  },
  rate: {
    kind: 'rate',
    group: 'Requests',
    value: 'N|N/m',
    help: "requests a second, or a minute (none to this machine, below the server's documented limit elsewhere)",
  },
  concurrency: {
    kind: 'integer',
    group: 'Requests',
    value: 'N',
    least: 1,
    most: 256,
    help: 'how many requests may be under way at once',
  },
  timeout: {
    kind: 'duration',
    group: 'Requests',
    value: 'MS|10s',
    default: '10s',
    least: 1,
    most: 3_600_000,
    help: 'the longest that one request may take, from connecting to the last byte',
  },
  robustness: {
    kind: 'text',
    group: 'Requests',
    value: 'standard|full',
    default: 'standard',
    choices: ['standard', 'full'],
    help: 'full also asks what could take a server down; only on this machine',
  },
  replay: {
    kind: 'text',
    group: 'Requests',
    value: 'FILE|FOLDER',
    once: true,
    help: 'sends only a failure that an earlier run wrote down (or all in a folder, one after the other): 0 passes, 1 still fails, 2 cannot be judged; writes no reports',
  },
  'dry-run': {
    kind: 'flag',
    group: 'Requests',
    once: true,
    help: 'prints every request of the plan and sends none; needs no token',
  },
  strict: {
    kind: 'flag',
    group: 'Judging',
    help: 'ends with 1 also where a clause was noticed or unverified',
  },
  deviations: {
    kind: 'text',
    group: 'Judging',
    value: 'FILE',
    help: 'known deviations (YAML: clause, place, reason, expires): waived while they last; expired ones, and those that pass or match nothing, fail the run',
  },
  'write-deviations': {
    kind: 'text',
    group: 'Judging',
    value: 'FILE',
    once: true,
    help: 'drafts known deviations from what failed in this run (with --strict also what was noticed)',
  },
  list: { kind: 'flag', group: 'Output', once: true, help: 'lists the clauses and sends nothing' },
  explain: {
    kind: 'text',
    group: 'Output',
    value: 'CLAUSE',
    once: true,
    help: 'tells what a clause means, where it stands, how it is judged and what usually breaks it; its last part will do',
  },
  'report-dir': {
    kind: 'text',
    group: 'Output',
    value: 'DIR',
    default: 'reports',
    help: 'where the reports go',
  },
  help: { kind: 'flag', group: 'Output', short: 'h', once: true, help: 'prints this' },
  version: { kind: 'flag', group: 'Output', once: true, help: 'prints the version of the suite' },
  testNamePattern: {
    kind: 'text',
    group: 'Vitest',
    value: 'PATTERN',
    short: 't',
    help: 'judges only clauses whose name matches; exit status and reports are about those',
  },
  reporter: { kind: 'list', group: 'Vitest', value: 'NAME', help: "one of vitest's reporters (repeatable)" },
  shard: {
    kind: 'shard',
    group: 'Vitest',
    value: 'I/N',
    help: 'sends and judges only the I-th of N parts',
  },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof optionTable;

/** The rows as a list, in the order of the help. */
export const optionRows: readonly (readonly [OptionName, OptionRow])[] = Object.entries(optionTable).map(
  ([name, row]) => [name as OptionName, row] as const, // the keys of the table are the names
);

/** The environment variable of an option: `CONFORMANCE_MAX_REQUESTS`. */
export function variableOf(name: OptionName): string {
  return `CONFORMANCE_${name
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .replaceAll('-', '_')
    .toUpperCase()}`;
}
