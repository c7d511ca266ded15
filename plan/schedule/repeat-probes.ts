import type { Case } from '../../spec/openapi/case.ts';

/** Every fifth case is a repetition. */
const INTERVAL = 5;

/**
 * Yields the cases, with a planned probe before every fourth of them: a second request reveals intermittent failures.
 */
export function* repeatProbes(cases: Iterable<Case>, planned: readonly Case[]): Generator<Case> {
  const probes = planned.filter(({ kind, subcases }) => kind === 'probe' && !subcases);
  let count = 0;
  for (const next of cases) {
    const round = Math.floor(count / (INTERVAL - 1));
    const probe = probes[round % probes.length];
    if (probe && count % (INTERVAL - 1) === INTERVAL - 2)
      yield { ...probe, id: `${probe.id}/again/${round}` };
    yield next;
    count += 1;
  }
}
