import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../http/usage-error.ts';
import { renderFailures } from '../../reporters/terminal.ts';
import { renderTerminalSummary } from '../../reporters/terminal-summary.ts';
import { compareVersions, type VersionRun } from '../../reporters/versions/compare-versions.ts';
import { renderVersionsMarkdown, renderVersionsText } from '../../reporters/versions/render-versions.ts';
import { getInterruptSignal } from '../interruption.ts';
import type { Options } from '../parse-options.ts';
import { checkVersions } from '../resolve-contract.ts';
import { runAndReport } from '../run-and-report.ts';
import { runCommandWithHooks } from '../run-hooks.ts';
import { getScreen } from '../screen.ts';
import { isGitHubActions, stopWorkflowCommands } from '../workflow-commands.ts';

/**
 * Runs the suite once for each version of `--api-version`, with the same seed. Each version gets a folder with its
 * reports, and `versions.md` compares them. Returns the exit status: 1 if a run failed, else 2 if one was an error.
 * @throws UsageError for an option that allows only one version
 */
export async function runVersions(options: Options): Promise<number> {
  rejectSingleOptions(options);
  checkVersions(options.apiVersion);
  return runCommandWithHooks(options, runEach);
}

/** Runs the versions one after the other, and writes the comparison. Returns the exit status. */
async function runEach(options: Options): Promise<number> {
  const seed = options.seed ?? randomInt(2 ** 31);
  const signal = getInterruptSignal();
  const runs: VersionRun[] = [];
  const statuses: number[] = [];
  const resume = isGitHubActions() ? stopWorkflowCommands() : undefined;
  for (const version of options.apiVersion) {
    if (signal.aborted) break;
    const reportDir = join(options.reportDir, version);
    const { record, status } = await runAndReport(
      { ...options, seed, reportDir, apiVersion: [version] },
      signal,
    );
    console.log(`\nVersion ${version}\n`);
    const parts = [renderFailures(record, getScreen()), renderTerminalSummary(record, getScreen())];
    console.log(parts.filter(Boolean).join('\n'));
    runs.push({ version, record });
    statuses.push(status);
  }
  const comparison = compareVersions(runs);
  const file = join(options.reportDir, 'versions.md');
  mkdirSync(options.reportDir, { recursive: true });
  writeFileSync(file, renderVersionsMarkdown(comparison));
  console.log(`\n${renderVersionsText(comparison)}\n\nreport  ${file}`);
  resume?.();
  return [1, 2].find((status) => statuses.includes(status)) ?? 0;
}

/** Rejects options whose file or test run belongs to one version, and a contract, which has its own version. */
function rejectSingleOptions({ contract, reporter, writeDeviations, apiVersion }: Options): void {
  const given = [
    ...(contract === undefined ? [] : ['--contract']),
    ...(reporter.length === 0 ? [] : ['--reporter']),
    ...(writeDeviations === undefined ? [] : ['--write-deviations']),
  ];
  const [first] = given;
  if (first !== undefined)
    throw new UsageError(`${first} allows only one version. Give --api-version once, or leave ${first} out.`);
  const repeated = apiVersion.find((version, index) => apiVersion.indexOf(version) !== index);
  if (repeated !== undefined)
    throw new UsageError(`--api-version=${repeated.slice(0, 80)} is given twice. Give each version once.`);
}
