import { findEvidence } from './evidence.ts';
import { createFailureReport } from './failure-report.ts';
import { describeFault } from './fault-title.ts';
import { formatReceived } from './format-received.ts';
import { renderCoverageSuites, renderRunSuite } from './junit-run-suites.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { groupByFamily, groupByOperation, isStrict } from './record-queries.ts';
import { renderFailure } from './render-failure.ts';
import { escapeXml, renderElement } from './xml.ts';

/**
 * GitLab accepts files below 30 MB (https://docs.gitlab.com/ci/testing/unit_test_reports). In runs with more clauses,
 * those that did not fail are reduced to a name and a reason.
 */
const maxFullCases = 20_000;

type TestResult = 'failure' | 'error' | 'skipped' | 'passed';

/**
 * Renders the run as JUnit XML for GitLab, Jenkins and GitHub actions: one suite for each operation and family. Valid
 * against Jenkins' schema (xunit-plugin, junit-10.xsd), except for `file` and `line` of a case, which others link to.
 */
export function renderJunit(record: RunRecord): string {
  const ownSuites = [...renderRunSuite(record), ...renderCoverageSuites(record)];
  const suites = [...ownSuites, ...renderTestSuites(record)];
  const counts = countTestResults(record, record.results);
  const attributes = {
    name: `${record.suite.name} ${record.suite.version} · ${record.target.name}`,
    tests: counts.tests + ownSuites.length,
    failures: counts.failures,
    errors: counts.errors + ownSuites.filter((suite) => suite.includes('<error')).length,
    time: formatSeconds(record.durationMs),
  };
  const content = suites.map((suite) => `\n  ${suite}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement('testsuites', attributes, [...content, '\n'])}\n`;
}

const formatSeconds = (ms: number): string => (ms / 1000).toFixed(3);

function renderTestSuites(record: RunRecord): string[] {
  const timestamp = record.startedAt.replace(/\.\d+Z$|Z$/, ''); // xs:dateTime without zone, like Ant and Jenkins
  return [...groupByOperation(record)].flatMap(([operation, operationResults]) =>
    groupByFamily(operationResults).map(({ family, results }) => {
      const cases = results.map((result) => `\n    ${renderTestCase(record, result)}`);
      const attributes = {
        name: `${operation || 'document'} · ${family}`,
        ...countTestResults(record, results),
        time: formatSeconds(results.reduce((sum, result) => sum + measure(record, result), 0)),
        timestamp,
      };
      return renderElement('testsuite', attributes, [...cases, '\n  ']);
    }),
  );
}

/** Returns the duration in milliseconds of the exchange that represents the clause. */
const measure = (record: RunRecord, result: RecordedResult): number =>
  findEvidence(record, result).exchange?.durationMs ?? 0;

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
    time: formatSeconds(measure(record, result)),
  };
  if (isAbbreviated(record, result))
    return renderElement('testcase', attributes, renderResult(record, result));
  const location = { file: source?.file, line: source?.line }; // GitLab and GitHub actions turn these into a link
  return renderElement('testcase', { ...attributes, ...location }, renderResult(record, result));
}

const isAbbreviated = ({ results }: RunRecord, { verdict }: RecordedResult): boolean =>
  results.length > maxFullCases && ['passed', 'unverified', 'error'].includes(verdict);

/**
 * Formats the facts about a clause, one on each line. They are not `properties`, because Jenkins' schema does not allow
 * these in a test case.
 */
function formatFacts({ clause, source, verdict }: RecordedResult): string {
  const facts = {
    id: clause.id,
    level: clause.level,
    verdict,
    pointer: clause.schemaPointer,
    line: source && `${source.file}:${source.line}`,
    rfc: clause.rfc,
    source: clause.origin,
  };
  const lines = Object.entries(facts).filter(([, value]) => value !== undefined);
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** The outcome of a test case. The failure report is in `failure`, or in `system-out` for a skipped case. */
function renderResult(record: RunRecord, result: RecordedResult): string[] {
  const testResult = toTestResult(record, result);
  if (isAbbreviated(record, result)) {
    if (testResult === 'passed') return [];
    const message = formatMessage(record, result);
    return [
      renderElement(testResult, { message, ...(testResult !== 'skipped' && { type: result.clause.level }) }),
    ];
  }
  const facts = formatFacts(result);
  const output = (text: string) => renderElement('system-out', {}, [escapeXml(text)]);
  if (testResult === 'passed') return [output(facts)];
  const hasReport = result.verdict !== 'unverified';
  const report = hasReport ? renderFailure(createFailureReport(record, result)) : '';
  const message = formatMessage(record, result);
  if (testResult === 'skipped')
    return [renderElement('skipped', { message }), output([facts, report].filter(Boolean).join('\n\n'))];
  const content = hasReport ? [escapeXml(report)] : [];
  return [renderElement(testResult, { message, type: result.clause.level }, content), output(facts)];
}

function formatMessage(record: RunRecord, result: RecordedResult): string {
  const { verdict, reason, remedy, findings } = result;
  const { finding, ...evidence } = findEvidence(record, result);
  if (findings.length === 0 || !finding) {
    const text = remedy === undefined || verdict !== 'unverified' ? reason : `${reason}: ${remedy}`;
    return `${verdict}: ${text ?? result.clause.description}`.slice(0, 500);
  }
  const title = describeFault(result.clause, { finding, ...evidence });
  const description = `${title}: expected ${finding.expected}, received ${formatReceived(finding)}`;
  return `${verdict}: ${reason ?? description}`.slice(0, 500);
}
