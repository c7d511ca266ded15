import { expect, test } from 'vitest';
import { respond422, runSuite, startServer, tokenEnvironment } from '../cli/run-suite.ts';
import { selectOneIn } from './select-one-in.ts';

/** Hosts that resolve to loopback addresses here, but may resolve to others elsewhere. */
const ambiguousHosts: readonly ((port: string) => string)[] = [
  (port) => `http://0.0.0.0:${port}`,
  (port) => `http://[::ffff:0.0.0.0]:${port}`,
];

test.concurrent('full robustness is rejected for other hosts before anything is sent', async () => {
  const server = await startServer(respond422);
  const { port } = new URL(server.url);
  for (const target of selectOneIn(3, [
    ...ambiguousHosts.map((toUrl) => toUrl(port)),
    'https://polar.invalid',
    'sandbox',
  ])) {
    const args = ['--robustness=full', `--target=${target}`, '--allow-insecure'];
    const { status, stderr, stdout } = await runSuite(args, tokenEnvironment);
    expect({ target, status, stdout }).toEqual({ target, status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^--robustness=full can take a server down\. Use it for servers on this machine only/,
    );
  }
  server.close();
  expect(server.requests).toEqual([]);
});

test.concurrent('without consent, no token goes over plain http to a host that is not loopback, and no request goes to production', async () => {
  const server = await startServer(respond422);
  const { port } = new URL(server.url);
  for (const toUrl of ambiguousHosts) {
    const { status, stderr } = await runSuite([`--target=${toUrl(port)}`], tokenEnvironment);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('Nothing was sent') });
  }
  for (const target of selectOneIn(2, [
    'production',
    'https://api.polar.sh',
    'https://api.polar.sh./',
    'http://API.POLAR.SH:8080/x',
  ])) {
    const { status, stderr } = await runSuite([`--target=${target}`], tokenEnvironment);
    expect({ target, status, stderr }).toEqual({
      target,
      status: 2,
      stderr: expect.stringContaining('--allow-production'),
    });
  }
  server.close();
  expect(server.requests).toEqual([]);
});

test.concurrent('127.0.0.2 and ::1 are loopback hosts, which allow full robustness', async () => {
  for (const target of ['http://127.0.0.2:1', 'http://[::1]:1']) {
    const { stderr } = await runSuite(['--robustness=full', `--target=${target}`], tokenEnvironment);
    expect(stderr).not.toContain('--robustness');
  }
});
