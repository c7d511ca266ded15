import type { Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import { getInvocation } from '../reporters/invocation.ts';
import type { Fixtures } from '../suites/fixtures.ts';
import { fixtureVariables } from '../suites/suites.ts';
import type { Options } from './parse-options.ts';
import { readFixtures } from './read-fixtures.ts';
import { didYouMean } from './suggest.ts';

/** A target that accepts requests, with its fixtures. */
export interface StartedTarget {
  target: Target & { url: string };
  fixtures: Fixtures;
  close(): Promise<void>;
}

/**
 * Starts the reference, or reads the fixtures of another target. Sends nothing.
 * @throws UsageError for an unknown fault or variant, or an invalid fixture.
 */
export async function startTarget(
  options: Options,
  target: Target,
  env: NodeJS.ProcessEnv,
): Promise<StartedTarget> {
  if (target.kind === 'reference') return startReferenceTarget(options, target);
  const { url } = target;
  if (url === undefined) throw new UsageError(`${target.name} has no URL. Give one with --target=URL.`);
  const fixtures = readFixtures(fixtureVariables, { env, file: options.fixtures });
  return { target: { ...target, url }, fixtures, close: async () => {} };
}

async function startReferenceTarget(
  { fault, variant, fixtures: fixtureFile }: Options,
  target: Target,
): Promise<StartedTarget> {
  if (fixtureFile !== undefined)
    throw new UsageError(
      '--fixtures: the reference has its own fixtures. Add --target=URL, or leave --fixtures out.',
    );
  const [faultId, ...others] = fault;
  if (others.length > 0)
    throw new UsageError('--fault: the reference takes one fault at a time. Give --fault once.');
  // loaded on demand: hundreds of files, which no other target needs
  if (faultId !== undefined) checkIds('fault', [faultId], (await import('../reference/faults.ts')).faults);
  const { variants } = await import('../reference/variants.ts');
  checkIds('variant', variant?.split(',') ?? [], variants);
  const { startReference } = await import('../reference/server.ts');
  const { url, fixtures, close } = await startReference({
    ...(faultId && { fault: faultId }),
    ...(variant && { variant }),
  });
  return { target: { ...target, url }, fixtures, close };
}

function checkIds(kind: 'fault' | 'variant', ids: readonly string[], table: readonly { id: string }[]): void {
  const known = table.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new UsageError(
    `The reference has no ${kind} \`${unknown.slice(0, 80)}\`.${didYouMean(unknown, known)} ${getInvocation('reference')} --list-${kind}s lists them.`,
  );
}
