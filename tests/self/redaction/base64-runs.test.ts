import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAsciiShifts } from '../../../redaction/base64-runs.ts';

const bytes = fc.uint8Array({ maxLength: 20 });
const secret = fc.uint8Array({ min: 0x20, max: 0x7e, minLength: 8, maxLength: 40 });

test('a run that encodes ASCII bytes is never skipped, with any bytes around them', () => {
  fc.assert(
    fc.property(bytes, secret, bytes, fc.nat(3), fc.boolean(), (before, plain, after, lead, url) => {
      const run = Buffer.from([...before, ...plain, ...after]).toString(url ? 'base64url' : 'base64');
      const text = 'x'.repeat(lead) + run;
      const shifts = findAsciiShifts(text, plain.length);
      expect(shifts).toContain(lead % 4);
    }),
  );
});

test('most random texts that look like base64 are skipped', () => {
  const runs = fc.sample(fc.stringMatching(/^[A-Za-z0-9]{43}$/), { numRuns: 200, seed: 1 });
  const candidates = runs.flatMap((run) => findAsciiShifts(run, 16));
  expect(candidates.length).toBeLessThan(80); // of 800 texts
});
