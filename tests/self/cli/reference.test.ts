import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

const start = (...args: string[]) => spawn(process.execPath, ['build/run.mjs', 'reference', ...args]);

async function runToEnd(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(...args);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

describe('npm run reference', () => {
  it('prints its URL and fixtures, and exits with status 0 on Ctrl-C', async () => {
    const child = start();
    const [chunk] = await once(child.stdout, 'data');
    expect(String(chunk)).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+\n/);
    expect(String(chunk)).toMatch(/^export POLAR_ACCESS_TOKEN='polar_oat_\w{43}'$/m);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('lists its faults', async () => {
    const { code, out } = await runToEnd('--list-faults');
    expect(code).toBe(0);
    expect(out.trim().split('\n').length).toBeGreaterThanOrEqual(150);
  });

  it.each([
    ['--port=x', '--port must be'],
    [
      '--api-version=2001-01',
      'no version is called "2001-01": the versions are 2026-08-01, 2026-04, 2026-10',
    ],
    ['--fault=nope', 'no fault is called "nope"'],
    ['--nope', '--nope'],
  ])('rejects %s with a message and status 2', async (option, message) => {
    const { code, err } = await runToEnd(option);
    expect({ code, printed: err.includes(message) }).toEqual({ code: 2, printed: true });
  });
});
