import { expect, test } from 'vitest';
import { commandTable } from '../../../cli/command-table.ts';
import { fixtureVariables } from '../../../suites/suites.ts';
import { runSuite } from './run-suite.ts';

const commands = [...Object.keys(commandTable), 'init', 'reference', 'compare'];

test.concurrent('--help lists the commands, the variables of fixtures and the exit statuses', async () => {
  const { status, stdout } = await runSuite(['--help']);
  expect(status).toBe(0);
  for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  for (const { variable } of fixtureVariables) expect(stdout).toContain(variable);
  expect(stdout).toContain('130');
});

test.concurrent('run --help lists every option that is no command', async () => {
  const { stdout } = await runSuite(['run', '--help']);
  for (const name of commandTable.run.options) expect(stdout).toContain(`--${name}`);
});

test.concurrent.each([[], ...commands.map((name) => [name])])(
  'the help of %s fits a screen',
  async (...args) => {
    const { status, stdout, stderr } = await runSuite([...args, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(50);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  },
);

test.concurrent('--version prints the version', async () => {
  expect(await runSuite(['--version'])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

const mistakes: readonly (readonly [args: string[], message: RegExp])[] = [
  [['lst'], /`lst` is not an option or command\. Did you mean list\?/],
  [['list', '--seed=1'], /--seed is not an option of this command/],
  [['list', 'more'], /`more` is not an option or command/],
  [['explain'], /missing required argument/],
  [['compare', 'one.json'], /missing required argument 'NEW.json'/],
  [['target=x'], /Did you mean --target/],
];

test.concurrent.each(mistakes)('%s exits with 2 and prints a correction', async (args, message) => {
  const { status, stdout, stderr } = await runSuite(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test.concurrent('explain, list and replay take what their options took', async () => {
  const [command, option] = await Promise.all([
    runSuite(['explain', 'customer@individual/email:type']),
    runSuite(['--explain=customer@individual/email:type']),
  ]);
  expect(command.stdout).toBe(option.stdout);
  const list = await runSuite(['list', '-t', 'individual/email']);
  expect(list.stdout).toContain('customer@individual/email:type');
  expect(await runSuite(['replay', 'nowhere.json'])).toMatchObject({ status: 2 });
});
