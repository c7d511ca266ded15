import { UsageError } from '../../http/usage-error.ts';
import { faults } from '../../reference/faults.ts';
import { type ReferenceServer, startReference } from '../../reference/server.ts';
import { variants } from '../../reference/variants.ts';
import { fixtureVariables } from '../../suites/suites.ts';
import type { ReferenceOptions } from '../parse-command-line.ts';

const { log } = console;

/** `reference`: serves the built-in reference until it is interrupted, or lists its faults or variants. */
export async function reference(options: ReferenceOptions): Promise<number> {
  if (options.listFaults) printFaults();
  else if (options.listVariants) printVariants();
  else await serve(options);
  return 0;
}

function printFaults(): void {
  for (const { id, family, description, rare } of faults)
    log(`${id}\t${family}\t${description}${rare ? ' (rare)' : ''}`);
}

function printVariants(): void {
  for (const { id, description } of variants) log(`${id}\t${description}`);
}

/** @throws UsageError for an unknown fault, variant or version, or a port in use. */
async function serve({ port, fault, variant, apiVersion }: ReferenceOptions): Promise<void> {
  const options = {
    port,
    ...(fault !== undefined && { fault }),
    ...(variant !== undefined && { variant }),
    ...(apiVersion !== undefined && { apiVersion }),
  };
  const server = await startReference(options).catch((cause) => {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  });
  const interruption = new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  printFixtures(server);
  await interruption;
  await server.close();
}

/** Prints the variables from which the suite reads the fixtures of the server. */
function printFixtures({ url, fixtures }: ReferenceServer): void {
  const exports = Object.entries(fixtures).map(([name, value]) => {
    const variable = fixtureVariables.find((fixture) => fixture.name === name)?.variable ?? name;
    return `export ${variable}='${value.replaceAll("'", "'\\''")}'`;
  });
  log([`# The reference listens on ${url}`, ...exports].join('\n'));
}
