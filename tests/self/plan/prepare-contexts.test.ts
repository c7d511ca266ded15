import { expect, test } from 'vitest';
import { preparePlanContexts } from '../../../plan/prepare-contexts.ts';
import { suites } from '../../../suites/suites.ts';
import { remoteBudget } from '../../strength/trial.ts';
import { createFakeClient } from './library.ts';
import { contract } from './reference-run.ts';

test('what discovery could not list is noted', async () => {
  const client = createFakeClient(() => ({ status: 403 }));
  const input = { contract, suites, client, seed: 1, budget: remoteBudget, local: false, full: false };
  const { notes } = await preparePlanContexts({ ...input, fixtures: {} });
  expect(notes.join('\n')).toMatch(/customers could not be listed \(status 403\)/);
});
