import { describe, expect, it } from 'vitest';
import { discover } from '../../../../plan/execute/discover.ts';
import type { DiscoveryStep } from '../../../../suites/fixtures.ts';
import { createFakeClient, createSuite, type FakeResponse, refusedConnection } from '../library.ts';

/** A step that reads the fixture `name` from the response. */
const createStep = (name: string, parts: Partial<DiscoveryStep> = {}): DiscoveryStep => ({
  resources: name,
  path: () => `/${name}`,
  read: (response, result) => ({
    ...result,
    fixtures: { ...result.fixtures, [name]: String(response[name]) },
  }),
  ...parts,
});

async function run(steps: DiscoveryStep[], responses: Record<string, FakeResponse>, limit = 9) {
  const client = createFakeClient(({ request }) => responses[request.path] ?? { status: 404 });
  const suite = createSuite({ discoverySteps: steps });
  const { known, notes } = await discover(suite, { given: 'yes' }, client, limit);
  return { fixtures: known.fixtures, notes, paths: client.sent.map(({ request }) => request.path) };
}

const shelf = { status: 200, json: { shelf: 7 } };
const room = { status: 200, json: { room: 3 } };

describe('discovery', () => {
  it('adds what the target lists to what was given', async () => {
    const { fixtures, notes } = await run([createStep('shelf')], { '/shelf': shelf });
    expect(fixtures).toEqual({ given: 'yes', shelf: '7' });
    expect(notes).toEqual([]);
  });

  it('lets a step depend on earlier ones', async () => {
    const dependent = createStep('room', {
      path: ({ fixtures }) => (fixtures.shelf === undefined ? undefined : `/room/${fixtures.shelf}`),
    });
    const steps = [createStep('shelf'), dependent];
    expect((await run(steps, { '/shelf': shelf, '/room/7': room })).fixtures.room).toBe('3');
    expect((await run(steps, {})).paths).toEqual(['/shelf']);
  });

  it('sends at most as many requests as allowed', async () => {
    const steps = ['a', 'b', 'c'].map((name) => createStep(name));
    expect((await run(steps, {}, 2)).paths).toEqual(['/a', '/b']);
  });

  it('notes what could not be listed, and goes on', async () => {
    const steps = [createStep('shelf'), createStep('room')];
    const { notes, fixtures } = await run(steps, { '/shelf': { status: 403 }, '/room': room });
    expect(notes).toEqual(['shelf could not be listed (status 403)']);
    expect(fixtures).toEqual({ given: 'yes', room: '3' });
  });

  it('notes a list that is not an object', async () => {
    const { notes } = await run([createStep('shelf')], { '/shelf': { status: 200, json: [] } });
    expect(notes).toEqual(['shelf could not be listed (status 200)']);
  });

  it('ends at a target that does not answer', async () => {
    const { notes, paths } = await run([createStep('shelf'), createStep('room')], {
      '/shelf': refusedConnection,
    });
    expect(paths).toEqual(['/shelf']);
    expect(notes).toEqual(['shelf could not be listed (refused)']);
  });
});
