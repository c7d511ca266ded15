import { expect, test } from 'vitest';
import { answering, launched, refusal, token } from '../cli/launched.ts';
import { oneIn } from './one-in.ts';

/** Hosts that lead to this machine here, and need not elsewhere. */
const doubtful: readonly ((port: string) => string)[] = [
  (port) => `http://0.0.0.0:${port}`,
  (port) => `http://[::ffff:0.0.0.0]:${port}`,
];

test.concurrent('what could take a server down is refused for another host, before anything is sent', async () => {
  const server = await answering(refusal);
  const { port } = new URL(server.url);
  for (const target of oneIn(3, [...doubtful.map((at) => at(port)), 'https://polar.invalid', 'sandbox'])) {
    const args = ['--robustness=full', `--target=${target}`, '--allow-insecure'];
    const { status, stderr, stdout } = await launched(args, token);
    expect({ target, status, stdout }).toEqual({ target, status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^--robustness=full can take a server down: it is for servers on this machine only/,
    );
  }
  server.close();
  expect(server.seen).toEqual([]);
});

test.concurrent('the token goes over plain http to no host that may be another, and nothing to production, without consent', async () => {
  const server = await answering(refusal);
  const { port } = new URL(server.url);
  for (const at of doubtful) {
    const { status, stderr } = await launched([`--target=${at(port)}`], token);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('Nothing was sent') });
  }
  for (const target of oneIn(2, [
    'production',
    'https://api.polar.sh',
    'https://api.polar.sh./',
    'http://API.POLAR.SH:8080/x',
  ])) {
    const { status, stderr } = await launched([`--target=${target}`], token);
    expect({ target, status, stderr }).toEqual({
      target,
      status: 2,
      stderr: expect.stringContaining('--allow-production'),
    });
  }
  server.close();
  expect(server.seen).toEqual([]);
});

test.concurrent('127.0.0.2 and ::1 are this machine, where full robustness may be asked for', async () => {
  for (const target of ['http://127.0.0.2:1', 'http://[::1]:1']) {
    const { stderr } = await launched(['--robustness=full', `--target=${target}`], token);
    expect(stderr).not.toContain('--robustness');
  }
});
