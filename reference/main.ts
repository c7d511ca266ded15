import { parseArgs } from 'node:util';
import { faults } from './faults/catalogue.ts';
import { type Reference, startReference } from './server.ts';
import { variants } from './variants.ts';

const usage = `Serves the reference: an offline stand-in for Polar's customer sessions API.

npm run reference -- [--port=N] [--fault=ID] [--variant=ID[,ID…]] [--list-faults] [--list-variants] [--help]`;

/** The variable of each fixture, as the suite reads it. */
const variables: Record<string, string> = {
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

function refuse(message: string): never {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
}

function readOptions() {
  const string = { type: 'string' } as const;
  const boolean = { type: 'boolean' } as const;
  const options = { port: string, fault: string, variant: string };
  const lists = { 'list-faults': boolean, 'list-variants': boolean, help: boolean };
  return parseArgs({ options: { ...options, ...lists } }).values;
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    return refuse(`--port is a whole number up to 65535, not ${JSON.stringify(text)}`);
  }
  return port;
}

function listFaults(): void {
  for (const { id, family, says, rare } of faults) log(`${id}\t${family}\t${says}${rare ? ' (rare)' : ''}`);
}

function introduce({ url, fixtures }: Reference): void {
  const exports = Object.entries(fixtures).map(([name, value]) => {
    const quoted = `'${value.replaceAll("'", "'\\''")}'`;
    return `export ${variables[name] ?? name}=${quoted}`;
  });
  log([`# The reference listens on ${url}`, ...exports].join('\n'));
}

async function serve({ port, fault, variant }: ReturnType<typeof readOptions>): Promise<void> {
  const chosen = { ...(fault === undefined ? {} : { fault }), ...(variant === undefined ? {} : { variant }) };
  const reference = await startReference({ port: portOf(port), ...chosen });
  const stop = () => void reference.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  introduce(reference);
}

try {
  const options = readOptions();
  if (options.help) log(usage);
  else if (options['list-faults']) listFaults();
  else if (options['list-variants']) for (const { id, says } of variants) log(`${id}\t${says}`);
  else await serve(options);
} catch (error) {
  // Bad options, an unknown fault or variant, a port in use: all of them the caller's to mend.
  refuse(error instanceof Error ? error.message : String(error));
}
