import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { read, root } from './repository.ts';
import { newFolder, runScript } from './shell.ts';

interface Step {
  id?: string;
  uses?: string;
  run?: string;
  with?: Record<string, string>;
  env?: Record<string, string>;
}

interface Action {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: Step[] };
}

// The project's own files; the tests below find what is missing in them.
const action = parse(read('action.yml')) as Action;
const github = parse(read('docs/ci/github.yml')) as { jobs: Record<string, { steps: Step[] }> };
const own = parse(read('.github/workflows/ci.yml')) as { jobs: Record<string, { steps: Step[] }> };
const gitlab = parse(read('docs/ci/gitlab-ci.yml')) as {
  conformance: {
    variables: Record<string, string>;
    script: string[];
    artifacts: { paths: string[]; reports: { junit: string } };
  };
};
const jenkins = read('docs/ci/Jenkinsfile');

/** What every run of these needs to be quick. */
const quick = '--runs=0 --seed=1 --max-requests=40';

const stepsOf = (workflow: typeof github): Step[] =>
  Object.values(workflow.jobs).flatMap(({ steps }) => steps);

describe('the action', () => {
  const run = action.runs.steps.find(({ id }) => id === 'run');

  /** Runs its script with the inputs of a caller, as GitHub hands them over. */
  async function act(inputs: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
    const folder = newFolder();
    const output = join(folder, 'output');
    const values = Object.entries(run?.env ?? {}).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1] ?? '';
      return [name, inputs[input] ?? action.inputs[input]?.default];
    });
    const files = { GITHUB_WORKSPACE: folder, GITHUB_OUTPUT: output, GITHUB_ACTIONS: 'true' };
    const all = {
      ...Object.fromEntries(values),
      ...files,
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      ...env,
    };
    const ended = await runScript(run?.run ?? '', root, all);
    return { ...ended, folder, outputs: existsSync(output) ? readFileSync(output, 'utf8') : '' };
  }

  test('uses only inputs and outputs that it has', () => {
    const text = read('action.yml');
    const inputs = new Set([...text.matchAll(/inputs\.([a-z-]+)/g)].map(([, name = '']) => name));
    expect([...inputs].sort()).toEqual(Object.keys(action.inputs).sort());
    const written = new Set([...(run?.run ?? '').matchAll(/echo "([a-z]+)=/g)].map(([, name]) => name));
    for (const [, name] of text.matchAll(/steps\.run\.outputs\.([a-z]+)/g)) expect(written).toContain(name);
  });

  test('gives inputs to the shell as variables only', () => {
    for (const { run: script = '' } of action.runs.steps) expect(script).not.toContain('${{');
  });

  test('judges the reference, leaves its reports in the workspace and its story in the summary', async () => {
    const { status, folder, outputs } = await act({ args: quick });
    expect(status).toBe(0);
    expect(outputs).toContain(`junit=${folder}/conformance-reports/junit.xml\n`);
    expect(readFileSync(join(folder, 'conformance-reports/junit.xml'), 'utf8')).toContain('<testsuites ');
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toMatch(/^# Conformance passed/);
  });

  test('ends with the status of the run, and annotates the line of the contract', async () => {
    const { status, output } = await act({
      args: `${quick} --fault=null-avatar-of-team`,
      'report-dir': 'out',
    });
    expect(status).toBe(1);
    expect(output).toMatch(/^::error file=spec\/openapi\.yaml,line=\d+,title=MUST not met/m);
  });

  test('takes no command from an input', async () => {
    const { status, output } = await act({
      target: '$(echo pwned >&2); `echo pwned`',
      'access-token': 'a b',
    });
    expect(status).toBe(2);
    expect(output).not.toMatch(/^pwned$/m);
  });
});

describe('the recipe for GitHub', () => {
  const uses = stepsOf(github).filter((step) => step.uses?.startsWith('OWNER/'));

  test('gives the action only inputs that it has', () => {
    expect(uses).toHaveLength(1);
    for (const step of [...uses, ...stepsOf(own).filter((one) => one.uses === './')])
      for (const name of Object.keys(step.with ?? {})) expect(action.inputs).toHaveProperty([name]);
  });

  test('has only commands that run', async () => {
    for (const { run } of stepsOf(github)) {
      if (run === undefined) continue;
      expect((await runScript(run, root, {})).status).toBe(0);
    }
  });
});

/** A workspace in which the suite has been cloned: `git` is stubbed. */
function workspace(): string {
  const folder = newFolder();
  mkdirSync(folder, { recursive: true });
  symlinkSync(root, join(folder, 'conformance'));
  return folder;
}

test('the recipe for GitLab clones a version, judges, and leaves the JUnit report where GitLab looks', async () => {
  const { variables, script, artifacts } = gitlab.conformance;
  const folder = workspace();
  const env = {
    ...variables,
    CONFORMANCE_TARGET: 'reference',
    CONFORMANCE_RUNS: '0',
    CONFORMANCE_MAX_REQUESTS: '40',
  };
  const reports = variables.CONFORMANCE_REPORT_DIR?.replace('$CI_PROJECT_DIR', folder);
  const { status, called } = await runScript(script.join('\n'), folder, {
    ...env,
    CONFORMANCE_REPORT_DIR: reports,
  });
  expect(status).toBe(0);
  expect(called[0]).toBe(`git clone --quiet --depth 1 --branch v0.1.0 ${variables.SUITE_URL} conformance`);
  expect(existsSync(join(folder, artifacts.reports.junit))).toBe(true);
  for (const path of artifacts.paths) expect(existsSync(join(folder, path))).toBe(true);
});

test('the recipe for Jenkins clones a version, judges, and leaves the reports where Jenkins looks', async () => {
  const [, script = ''] = /sh '''\n([\s\S]*?)'''/.exec(jenkins) ?? [];
  const [, junit = ''] = /junit '([^']+)'/.exec(jenkins) ?? [];
  const folder = workspace();
  const declared = [...jenkins.matchAll(/^ {4}([A-Z_]+) = '([^']*)'$/gm)].map(([, name = '', value]) => [
    name,
    value,
  ]);
  const reports = /CONFORMANCE_REPORT_DIR = "\$\{WORKSPACE\}\/([^"]+)"/.exec(jenkins)?.[1] ?? '';
  const env = {
    ...Object.fromEntries(declared),
    CONFORMANCE_TARGET: 'reference',
    CONFORMANCE_RUNS: '0',
    CONFORMANCE_MAX_REQUESTS: '40',
  };
  const without = script.replace('rm -rf conformance\n', ''); // the link to this checkout stays
  const { status } = await runScript(without, folder, {
    ...env,
    CONFORMANCE_REPORT_DIR: join(folder, reports),
  });
  expect(status).toBe(0);
  expect(existsSync(join(folder, junit))).toBe(true);
  expect(existsSync(join(folder, reports, 'index.html'))).toBe(true);
  expect([...jenkins].filter((one) => one === '{')).toHaveLength(
    [...jenkins].filter((one) => one === '}').length,
  );
});
