import { createFailureReport, formatReceived } from './failure-report.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { countVerdicts, groupByFamily, groupByOperation, isStrict } from './record-queries.ts';
import { renderFailure } from './render-failure.ts';
import { decideOutcome } from './run-outcome.ts';
import { escapeXml, renderElement } from './xml.ts';

/**
 * GitLab accepts files below 30 MB (https://docs.gitlab.com/ci/testing/unit_test_reports). In larger runs, the clauses
 * that the target does not violate are reduced to a name and a reason.
 */
const maxFullCases = 20_000;

type TestResult = 'failure' | 'error' | 'skipped' | 'passed';

/** Renders the run as JUnit XML for GitLab, Jenkins and GitHub actions: one suite for each operation and family. */
export function renderJunit(record: RunRecord): string {
  const counts = countTestResults(record, record.results);
  const runSuites = renderRunSuite(record);
  const attributes = {
    name: `${record.suite.name} ${record.suite.version} · ${record.target.name}`,
    ...counts,
    tests: counts.tests + runSuites.length,
    errors: counts.errors + runSuites.length,
    time: (record.durationMs / 1000).toFixed(3),
  };
  const content = [...runSuites, ...renderTestSuites(record)].map((suite) => `\n  ${suite}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement('testsuites', attributes, [...content, '\n'])}\n`;
}

/** Reports that the run could not judge or ended early, which belongs to no clause. Otherwise it would look like a pass. */
function renderRunSuite(record: RunRecord): string[] {
  if (record.problem === undefined && record.complete && countVerdicts(record.results).passed > 0) return [];
  const message = record.problem ?? decideOutcome(record).description;
  const error = renderElement('error', { message: message.slice(0, 500), type: 'run' }, [
    escapeXml([message, ...record.notes].join('\n')),
  ]);
  const test = renderElement('testcase', { name: 'the run judges the target', classname: 'run' }, [error]);
  return [renderElement('testsuite', { name: 'run', tests: 1, failures: 0, errors: 1, skipped: 0 }, [test])];
}

function renderTestSuites(record: RunRecord): string[] {
  const timestamp = record.startedAt.replace(/\.\d+Z$|Z$/, ''); // xs:dateTime without zone, like Ant and Jenkins
  return [...groupByOperation(record)].flatMap(([operation, operationResults]) =>
    groupByFamily(operationResults).map(({ family, results }) => {
      const cases = results.map((result) => `\n    ${renderTestCase(record, result)}`);
      const attributes = {
        name: `${operation || 'document'} · ${family}`,
        ...countTestResults(record, results),
        timestamp,
      };
      return renderElement('testsuite', attributes, [...cases, '\n  ']);
    }),
  );
}

function countTestResults(record: RunRecord, results: readonly RecordedResult[]) {
  const testResults = results.map((result) => toTestResult(record, result));
  const count = (wanted: TestResult) => testResults.filter((one) => one === wanted).length;
  return {
    tests: results.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function toTestResult(record: RunRecord, { verdict }: RecordedResult): TestResult {
  if (verdict === 'failed') return 'failure';
  if (verdict === 'error') return 'error';
  if (verdict === 'passed') return 'passed';
  return isStrict(record) && verdict !== 'waived' ? 'failure' : 'skipped';
}

function renderTestCase(record: RunRecord, result: RecordedResult): string {
  const { clause, source } = result;
  const attributes = {
    name: `${clause.description} — ${clause.id}`,
    classname: `${clause.operation || 'document'}.${clause.family}`,
  };
  if (isAbbreviated(record, result))
    return renderElement('testcase', attributes, renderResult(record, result));
  const location = { file: source?.file, line: source?.line }; // GitLab and GitHub actions link to it
  const content = [renderProperties(result), ...renderResult(record, result)];
  return renderElement('testcase', { ...attributes, ...location }, content);
}

const isAbbreviated = ({ results }: RunRecord, { verdict }: RecordedResult): boolean =>
  results.length > maxFullCases && ['passed', 'unverified', 'error'].includes(verdict);

function renderProperties({ clause, source, verdict }: RecordedResult): string {
  const properties = {
    id: clause.id,
    level: clause.level,
    verdict,
    pointer: clause.schemaPointer,
    line: source && `${source.file}:${source.line}`,
    rfc: clause.rfc,
  };
  const elements = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => renderElement('property', { name, value }));
  return renderElement('properties', {}, elements);
}

/** The outcome of a test case. The failure report is in `failure`, or in `system-out` for a skipped case. */
function renderResult(record: RunRecord, result: RecordedResult): string[] {
  const testResult = toTestResult(record, result);
  if (testResult === 'passed') return [];
  const hasReport = result.verdict !== 'unverified' && !isAbbreviated(record, result);
  const report = hasReport ? [escapeXml(renderFailure(createFailureReport(record, result)))] : [];
  const message = formatMessage(result);
  if (testResult !== 'skipped')
    return [renderElement(testResult, { message, type: result.clause.level }, report)];
  const output = hasReport ? [renderElement('system-out', {}, report)] : [];
  return [renderElement('skipped', { message }), ...output];
}

function formatMessage({ verdict, clause, reason, findings }: RecordedResult): string {
  const [finding] = findings;
  const description = finding
    ? `expected ${finding.expected}, received ${formatReceived(finding)}`
    : clause.description;
  return `${verdict}: ${reason ?? description}`.slice(0, 500);
}
