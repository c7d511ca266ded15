import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Fixtures, fixtureVariables } from '../spec/fixtures.ts';

/** The reference in a process of its own. */
export interface ReferenceProcess {
  url: string;
  fixtures: Fixtures;
  /** What the suite reads from the environment. */
  variables: Readonly<Record<string, string>>;
  stop(): void;
}

/** Starts the reference as `npm run reference` does. @throws {Error} where it ends before it listens. */
export async function spawnReference(): Promise<ReferenceProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'reference/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const variables: Record<string, string> = {};
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /listens on (\S+)/.exec(line)?.[1];
    const [, name, value] = /^export (\w+)='([^']*)'/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) variables[name] = value;
    if (name === 'POLAR_FOREIGN_CUSTOMER_ID') break; // the last that it tells
  }
  if (url === undefined) throw new Error('the reference ended before it listened');
  const fixtures = Object.fromEntries(
    fixtureVariables.map(({ name, variable }) => [name, variables[variable]]),
  );
  return { url, fixtures, variables, stop: () => child.kill() };
}
