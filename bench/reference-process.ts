import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Fixtures } from '../suites/fixtures.ts';
import { fixtureVariables } from '../suites/polar/customer-sessions/fixtures.ts';

/** The reference in a separate process. */
export interface ReferenceProcess {
  url: string;
  fixtures: Fixtures;
  /** The environment variables from which the suite reads its fixtures. */
  variables: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * Starts the reference as `npm run reference` does.
 * @throws {Error} if it exits before it listens
 */
export async function spawnReference(): Promise<ReferenceProcess> {
  const child = spawn(process.execPath, ['build/run.mjs', 'reference'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const variables: Record<string, string> = {};
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /listens on (\S+)/.exec(line)?.[1];
    const [, name, value] = /^export (\w+)='([^']*)'/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) variables[name] = value;
    if (name === 'POLAR_FOREIGN_CUSTOMER_ID') break; // this variable is printed last
  }
  if (url === undefined) throw new Error('the reference exited before it listened');
  const fixtures = Object.fromEntries(
    fixtureVariables.map(({ name, variable }) => [name, variables[variable]]),
  );
  return { url, fixtures, variables, stop: () => child.kill() };
}
