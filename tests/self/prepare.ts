import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives all tests one temporary folder, and deletes it with everything in it after the last test. Builds the command line,
 * which the first tests that start it would otherwise all do.
 */
export default function prepare(): () => void {
  execFileSync(process.execPath, ['build/run.mjs', '--version'], { stdio: 'ignore' });
  const folder = mkdtempSync(join(tmpdir(), 'conformance-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
