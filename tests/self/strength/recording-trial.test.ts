import { expect, it } from 'vitest';
import { bookshop } from '../../strength/catalogues/bookshop.ts';
import { customerSessions } from '../../strength/catalogues/customer-sessions.ts';
import { runRecordingTrial } from '../../strength/recording-trial.ts';

// A sample: `npm run recordings` judges the recordings of 100 faults, or of all variants.
const contract = await customerSessions.loadContract();

it.each([
  'lax-return-url-hostless', // a format
  'lax-no-customer', // both branches of a union
  'strict-no-query', // a valid request is rejected
  'session-id-same', // a rule that compares exchanges
  'media-byte-order-mark', // bytes that JSON does not allow
  'header-length-short', // no complete response
])('the archive of a run fails the clauses of the run: %s', async (id) => {
  const { failed, own, proxied, foreign } = await runRecordingTrial(customerSessions, contract, id, 1);
  expect(failed.length).toBeGreaterThan(0);
  expect(own).toEqual({ missed: [], added: [] });
  expect([...proxied.added, ...foreign.added]).toEqual([]);
});

it.each([
  [customerSessions.name, 'none'],
  [customerSessions.name, 'small-bodies'], // 413
  [customerSessions.name, 'other-media-415'],
  [bookshop.name, 'none'],
])('no recording of %s (variant %s) fails a clause', async (name, variant) => {
  const catalogue = name === bookshop.name ? bookshop : customerSessions;
  const trial = await runRecordingTrial(catalogue, await catalogue.loadContract(), variant, 1);
  expect(trial).toMatchObject({
    failed: [],
    own: { added: [] },
    proxied: { added: [] },
    foreign: { added: [] },
  });
});
