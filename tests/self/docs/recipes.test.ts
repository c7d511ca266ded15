import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isOptionName } from '../../../cli/option-table.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { renderResults } from '../../../reporters/results.ts';
import { fixtureVariables } from '../../../suites/suites.ts';
import { createPassedRecord, createRecord } from '../reporters/sample-record.ts';
import { listFiles, read, root } from './repository.ts';
import { createTemporaryFolder, runScript } from './run-script.ts';

interface Step {
  id?: string;
  name?: string;
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

// The project's own files: the tests below fail if a part is missing.
const action = parse(read('action.yml')) as Action;
const github = parse(read('docs/ci/github.yml')) as { jobs: Record<string, { steps: Step[] }> };
const commentRecipe = parse(read('docs/ci/github-comment.yml')) as typeof github;
const ownWorkflow = parse(read('.github/workflows/ci.yml')) as { jobs: Record<string, { steps: Step[] }> };
const gitlab = parse(read('docs/ci/gitlab-ci.yml')) as {
  conformance: {
    variables: Record<string, string>;
    script: string[];
    artifacts: { paths: string[]; reports: { junit: string } };
  };
};
const jenkins = read('docs/ci/Jenkinsfile');

/** Options of a quick run. */
const quickOptions = '--runs=0 --seed=1 --max-requests=40';

const listSteps = (workflow: typeof github): Step[] =>
  Object.values(workflow.jobs).flatMap(({ steps }) => steps);

describe('the action', () => {
  const run = action.runs.steps.find(({ id }) => id === 'run');
  const comment = action.runs.steps.find(({ name }) => name === 'Comment what got worse');

  /** The variables of a step: the values of inputs, which GitHub passes as environment variables. */
  function listVariables(step: Step | undefined, inputs: Record<string, string>): NodeJS.ProcessEnv {
    const values = Object.entries(step?.env ?? {}).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1] ?? '';
      return [name, inputs[input] ?? action.inputs[input]?.default];
    });
    return Object.fromEntries(values);
  }

  /** Runs the script of the action with inputs, in an empty workspace. */
  async function runAction(inputs: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
    const folder = createTemporaryFolder();
    const output = join(folder, 'output');
    const variables = {
      ...listVariables(run, inputs),
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      ...env,
    };
    const result = await runScript(run?.run ?? '', folder, variables);
    return { ...result, folder, outputs: existsSync(output) ? readFileSync(output, 'utf8') : '' };
  }

  test('uses only declared inputs and outputs', () => {
    const text = read('action.yml');
    const inputs = new Set([...text.matchAll(/inputs\.([a-z-]+)/g)].map(([, name = '']) => name));
    expect([...inputs].sort()).toEqual(Object.keys(action.inputs).sort());
    const written = new Set([...(run?.run ?? '').matchAll(/echo "([a-z]+)=/g)].map(([, name]) => name));
    for (const [, name] of text.matchAll(/steps\.run\.outputs\.([a-z]+)/g)) expect(written).toContain(name);
  });

  test('has the options of the option table as inputs, with their defaults, and runs this version of the package', () => {
    const own = [
      'package',
      'comment',
      'base-results',
      'github-token',
      'node-version',
      'artifact-name',
      'args',
    ];
    const options = Object.keys(action.inputs).filter((name) => !own.includes(name));
    const fixtures = fixtureVariables.map(({ variable }) => variable);
    for (const name of options) {
      const isFixture = fixtures.includes(`POLAR_${name.replaceAll('-', '_').toUpperCase()}`);
      expect(isFixture || isOptionName(name), name).toBe(true);
    }
    for (const name of options.filter(isOptionName))
      if (run?.run?.includes(`--${name}=`) && name !== 'report-dir')
        expect(action.inputs[name]?.default, name).toBe('');
    expect(action.inputs.package?.default).toBe(`${manifest.name}@${manifest.version}`);
    expect(read('.github/workflows/ci.yml')).toContain(`./${manifest.name}-${manifest.version}.tgz`);
  });

  test('passes inputs to the shell only as variables', () => {
    for (const { run: script = '' } of action.runs.steps) expect(script).not.toContain('${{');
  });

  test('tests the reference, and writes the reports to the workspace and a job summary', async () => {
    const { status, folder, outputs } = await runAction({ args: quickOptions });
    expect(status).toBe(0);
    expect(outputs).toContain(`junit=${folder}/conformance-reports/junit.xml\n`);
    expect(readFileSync(join(folder, 'conformance-reports/junit.xml'), 'utf8')).toContain('<testsuites ');
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toMatch(/^# Conformance passed/);
  });

  test('exits with the status of the run, and annotates no file outside the repository', async () => {
    const { status, output } = await runAction({
      args: `${quickOptions} --fault=null-avatar-of-team`,
      'report-dir': 'out',
    });
    expect(status).toBe(1);
    expect(output).toMatch(/^::error title=MUST not met/m);
  });

  describe('comments on a pull request', () => {
    const passed = renderResults(createPassedRecord());
    const failed = renderResults(createRecord());

    /** Runs the step after a run with the second results. `gh` writes the body that it gets to a file. */
    async function runComment(base: string | undefined, head: string, existing = '') {
      const folder = createTemporaryFolder();
      const [baseFile, headFile] = [join(folder, 'base.json'), join(folder, 'results.json')];
      if (base !== undefined) writeFileSync(baseFile, base);
      writeFileSync(headFile, head);
      const gh = [
        `case "$*" in *--jq*) echo '${existing}' ;; esac`,
        `for argument; do case "$argument" in body=@*) cat "\${argument#body=@}" > '${folder}/sent' ;; esac; done`,
        'case "$*" in "run download"*) exit 1 ;; esac',
      ];
      const github = { GH_REPO: 'o/r', WORKFLOW: 'ci', BASE: 'main', NUMBER: '7', RUN_URL: 'https://run' };
      const variables = {
        ...listVariables(comment, { 'artifact-name': 'a', ...(base && { 'base-results': baseFile }) }),
        ...{ ...github, RESULTS: headFile, RUNNER_TEMP: folder },
      };
      const result = await runScript(comment?.run ?? '', folder, variables, { gh });
      const sent = join(folder, 'sent');
      return { ...result, body: existsSync(sent) ? readFileSync(sent, 'utf8') : undefined };
    }

    test('creates one with what got worse', async () => {
      const { status, calls, body } = await runComment(passed, failed);
      expect(status).toBe(0);
      expect(body).toMatch(
        /^<!-- polar-conformance a -->\n### Conformance: worse than `main`\n\n {4}newly failing/,
      );
      expect(
        body
          ?.split('\n')
          .filter((line) => /→ failed/.test(line))
          .every((line) => line.startsWith('    ')),
      ).toBe(true);
      expect(calls.at(-1)).toMatch(/^gh api --silent --method POST repos\/o\/r\/issues\/7\/comments --field/);
    });

    test('updates its own', async () => {
      const { calls, body } = await runComment(failed, passed, '42');
      expect(body).toContain('### Conformance: not worse than `main`');
      expect(calls.at(-1)).toMatch(/^gh api --silent --method PATCH repos\/o\/r\/issues\/comments\/42 /);
    });

    test('writes none without results of the base branch', async () => {
      const { status, output, body } = await runComment(undefined, failed, '42');
      expect({ status, body }).toEqual({ status: 0, body: undefined });
      expect(output).toContain('::notice::There are no results of main');
    });
  });

  test('executes no command from an input', async () => {
    const { status, output } = await runAction({
      target: '$(echo pwned >&2); `echo pwned`',
      'access-token': 'a b',
    });
    expect(status).toBe(2);
    expect(output).not.toMatch(/^pwned$/m);
  });
});

describe('the recipe for GitHub', () => {
  const uses = listSteps(github).filter((step) => step.uses?.startsWith('OWNER/'));

  test('passes only inputs that the action declares', () => {
    expect(uses).toHaveLength(1);
    const commented = listSteps(commentRecipe).filter((step) => step.uses?.startsWith('OWNER/'));
    expect(commented[0]?.with?.comment).toBe('true');
    for (const step of [
      ...uses,
      ...commented,
      ...listSteps(ownWorkflow).filter(({ uses: name }) => name === './'),
    ])
      for (const name of Object.keys(step.with ?? {})) expect(action.inputs).toHaveProperty([name]);
  });

  test('has only commands that succeed', async () => {
    for (const { run } of listSteps(github)) {
      if (run === undefined) continue;
      expect((await runScript(run, root, {})).status).toBe(0);
    }
  });
});

test('the recipe for GitLab runs the package, and writes the JUnit report to the path of the artifact', async () => {
  const { variables, script, artifacts } = gitlab.conformance;
  const folder = createTemporaryFolder();
  const env = {
    ...variables,
    CONFORMANCE_TARGET: 'reference',
    CONFORMANCE_RUNS: '0',
    CONFORMANCE_MAX_REQUESTS: '40',
  };
  const reports = variables.CONFORMANCE_REPORT_DIR?.replace('$CI_PROJECT_DIR', folder);
  const { status } = await runScript(script.join('\n'), folder, {
    ...env,
    CONFORMANCE_REPORT_DIR: reports,
  });
  expect(status).toBe(0);
  expect(existsSync(join(folder, artifacts.reports.junit))).toBe(true);
  for (const path of artifacts.paths) expect(existsSync(join(folder, path))).toBe(true);
});

test('the recipe for Jenkins runs the package, and writes the reports to the published folder', async () => {
  const [, script = ''] = /sh '([^']+)'/.exec(jenkins) ?? [];
  const [, junit = ''] = /junit '([^']+)'/.exec(jenkins) ?? [];
  const folder = createTemporaryFolder();
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
  const { status } = await runScript(script, folder, {
    ...env,
    CONFORMANCE_REPORT_DIR: join(folder, reports),
  });
  expect(status).toBe(0);
  expect(existsSync(join(folder, junit))).toBe(true);
  expect(existsSync(join(folder, reports, 'index.html'))).toBe(true);
  expect(jenkins.split('{')).toHaveLength(jenkins.split('}').length);
});

test('the recipes run this version of the package', () => {
  for (const file of listFiles('docs/ci')) {
    const versions = [...read(file).matchAll(/polar-conformance@([\d.]+)/g)].map(([, version]) => version);
    expect(new Set(versions), file).toEqual(new Set(versions.length > 0 ? [manifest.version] : []));
  }
});

describe('the recipes for shards', () => {
  interface Job {
    parallel?: number;
    variables?: Record<string, string>;
    script: string[];
  }
  // The project's own files, like those above.
  const shardsGithub = parse(read('docs/ci/github-shards.yml')) as {
    jobs: { shard: { strategy: { matrix: { shard: number[] } }; steps: Step[] }; merge: { steps: Step[] } };
  };
  const shardsGitlab = parse(read('docs/ci/gitlab-shards.yml')) as { shard: Job; merge: Job };
  const kubernetes = parse(read('docs/ci/kubernetes-job.yaml')) as {
    spec: {
      completions: number;
      completionMode: string;
      template: { spec: { containers: { args: string[]; env: { name: string; value?: string }[] }[] } };
    };
  };
  const quick = { CONFORMANCE_TARGET: 'reference', CONFORMANCE_RUNS: '0', CONFORMANCE_MAX_REQUESTS: '60' };
  const readResults = (folder: string) => JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));

  test('of GitLab and GitHub merge the reports of the jobs', async () => {
    const { shard, merge } = shardsGitlab;
    const folder = createTemporaryFolder();
    for (let index = 1; index <= (shard.parallel ?? 0); index += 1) {
      const job = {
        CI_NODE_INDEX: String(index),
        CI_NODE_TOTAL: String(shard.parallel),
        CI_PIPELINE_IID: '1',
      };
      const env = { ...shard.variables, ...quick, ...job, CI_PROJECT_DIR: folder };
      expect((await runScript(shard.script.join('\n'), folder, env)).status).toBe(0);
    }
    const merged = await runScript(merge.script.join('\n'), folder, {});
    expect(merged.status).toBe(0);
    const { totals, notes } = readResults(join(folder, 'conformance-reports'));
    expect(totals).toMatchObject({ failed: 0, error: 0 });
    expect(notes.join()).not.toMatch(/shard/);

    const { jobs } = shardsGithub;
    const used = jobs.shard.steps.find(({ uses = '' }) => uses.startsWith('OWNER/'))?.with ?? {};
    expect(Object.keys(used).every((name) => name in action.inputs)).toBe(true);
    expect(used.args).toContain(`/${jobs.shard.strategy.matrix.shard.length}`);
    const script = jobs.merge.steps.find(({ run = '' }) => run.includes('merge'))?.run ?? '';
    const inFolder = script
      .replace('shards/', `${folder}/shards/`)
      .replace('=conformance', `=${folder}/github`);
    expect((await runScript(inFolder, root, {})).status).toBe(0);
    expect(readResults(join(folder, 'github-reports')).totals.failed).toBe(0);
  });

  test('of Kubernetes run one shard for each index', async () => {
    const { completions, completionMode, template } = kubernetes.spec;
    expect(completionMode).toBe('Indexed');
    const [container] = template.spec.containers;
    const folder = createTemporaryFolder();
    const variables = (container?.env ?? []).flatMap(({ name, value }) => (value ? [[name, value]] : []));
    const script = (container?.args.join('\n') ?? '').replaceAll('/reports', folder);
    for (let index = 0; index < completions; index += 1) {
      const env = { ...Object.fromEntries(variables), ...quick, JOB_COMPLETION_INDEX: String(index) };
      expect((await runScript(script, root, env)).status).toBe(0);
      const report = readResults(join(folder, String(index)));
      expect(report.arguments).toContain(`--shard=${index + 1}/${completions}`);
    }
    const [, command = ''] = /^# +(npx .* merge .*)$/m.exec(read('docs/ci/kubernetes-job.yaml')) ?? [];
    const { status } = await runScript(command.replaceAll('/reports', folder), root, {});
    expect(status).toBe(0);
  });
});
