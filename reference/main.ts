import { parseArgs } from 'node:util';
import { faults } from './faults.ts';
import { type ReferenceServer, startReference } from './server.ts';
import { variants } from './variants.ts';

const usage = `Starts the reference: an offline implementation of Polar's customer sessions API.

npm run reference -- [--port=N] [--fault=ID] [--variant=ID[,ID…]] [--list-faults] [--list-variants] [--help]`;

/** The environment variables from which the suite reads its fixtures. */
const fixtureVariables: Record<string, string> = {
  accessToken: 'POLAR_ACCESS_TOKEN',
  unscopedAccessToken: 'POLAR_UNSCOPED_ACCESS_TOKEN',
  customerId: 'POLAR_CUSTOMER_ID',
  externalCustomerId: 'POLAR_EXTERNAL_CUSTOMER_ID',
  teamCustomerId: 'POLAR_TEAM_CUSTOMER_ID',
  teamExternalCustomerId: 'POLAR_TEAM_EXTERNAL_CUSTOMER_ID',
  memberId: 'POLAR_MEMBER_ID',
  externalMemberId: 'POLAR_EXTERNAL_MEMBER_ID',
  foreignCustomerId: 'POLAR_FOREIGN_CUSTOMER_ID',
};

const { log } = console;

function exitWithUsage(message: string): never {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
}

function readOptions() {
  const string = { type: 'string' } as const;
  const boolean = { type: 'boolean' } as const;
  const options = { port: string, fault: string, variant: string };
  const flags = { 'list-faults': boolean, 'list-variants': boolean, help: boolean };
  return parseArgs({ options: { ...options, ...flags } }).values;
}

function parsePort(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    return exitWithUsage(`--port must be an integer from 0 to 65535, not ${JSON.stringify(text)}`);
  }
  return port;
}

function printFaults(): void {
  for (const { id, family, description, rare } of faults)
    log(`${id}\t${family}\t${description}${rare ? ' (rare)' : ''}`);
}

function printVariants(): void {
  for (const { id, description } of variants) log(`${id}\t${description}`);
}

function printFixtures({ url, fixtures }: ReferenceServer): void {
  const exports = Object.entries(fixtures).map(([name, value]) => {
    const quoted = `'${value.replaceAll("'", "'\\''")}'`;
    return `export ${fixtureVariables[name] ?? name}=${quoted}`;
  });
  log([`# The reference listens on ${url}`, ...exports].join('\n'));
}

async function serve({ port, fault, variant }: ReturnType<typeof readOptions>): Promise<void> {
  const behaviours = { ...(fault !== undefined && { fault }), ...(variant !== undefined && { variant }) };
  const reference = await startReference({ port: parsePort(port), ...behaviours });
  const stop = () => void reference.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  printFixtures(reference);
}

try {
  const options = readOptions();
  if (options.help) log(usage);
  else if (options['list-faults']) printFaults();
  else if (options['list-variants']) printVariants();
  else await serve(options);
} catch (error) {
  // Invalid options, an unknown fault or variant, a port in use: errors of the caller.
  exitWithUsage(error instanceof Error ? error.message : String(error));
}
