import { receivedText, tell } from './failure-report.ts';
import { renderStory } from './failure-text.ts';
import type { RunRecord } from './record.ts';
import { byFamily, byOperation, isStrict, type Judged, tally } from './record-queries.ts';
import { outcomeOf } from './run-outcome.ts';
import { xmlElement, xmlText } from './xml.ts';

type Result = 'failure' | 'error' | 'skipped' | 'passed';

function resultOf(record: RunRecord, { verdict }: Judged): Result {
  if (verdict === 'failed') return 'failure';
  if (verdict === 'error') return 'error';
  if (verdict === 'passed') return 'passed';
  return isStrict(record) && verdict !== 'waived' ? 'failure' : 'skipped';
}

function messageOf({ verdict, clause, reason, findings }: Judged): string {
  const [finding] = findings;
  const says = finding
    ? `expected ${finding.expected}, received ${receivedText(finding)}`
    : clause.description;
  return `${verdict}: ${reason ?? says}`.slice(0, 500);
}

/** GitLab takes files below 30 MB (https://docs.gitlab.com/ci/testing/unit_test_reports): of more cases than these, those where the target did nothing wrong are no more than a name and a reason. */
const mostInFull = 20_000;

const isShort = ({ judgements }: RunRecord, { verdict }: Judged): boolean =>
  judgements.length > mostInFull && ['passed', 'unverified', 'error'].includes(verdict);

/** What a server shows of a case: the story in a failure; of a skipped one beside its reason. */
function contentOf(record: RunRecord, judged: Judged): string[] {
  const result = resultOf(record, judged);
  if (result === 'passed') return [];
  const hasStory = judged.verdict !== 'unverified' && !isShort(record, judged);
  const story = hasStory ? xmlText(renderStory(tell(record, judged))) : '';
  const message = messageOf(judged);
  const text = story === '' ? [] : [story];
  if (result !== 'skipped') return [xmlElement(result, { message, type: judged.clause.level }, text)];
  const out = story === '' ? [] : [xmlElement('system-out', {}, [story])];
  return [xmlElement('skipped', { message }), ...out];
}

function propertiesOf({ clause, source, verdict }: Judged): string {
  const properties = {
    id: clause.id,
    level: clause.level,
    verdict,
    pointer: clause.schemaPointer,
    line: source && `${source.file}:${source.line}`,
    rfc: clause.rfc,
  };
  const known = Object.entries(properties).filter(([, value]) => value !== undefined);
  const elements = known.map(([name, value]) => xmlElement('property', { name, value }));
  return xmlElement('properties', {}, elements);
}

function testcase(record: RunRecord, judged: Judged): string {
  const { clause, source } = judged;
  const names = {
    name: `${clause.description} — ${clause.id}`,
    classname: `${clause.operation || 'document'}.${clause.family}`,
  };
  if (isShort(record, judged)) return xmlElement('testcase', names, contentOf(record, judged));
  const place = { file: source?.file, line: source?.line }; // GitLab and GitHub's actions link it
  const content = [propertiesOf(judged), ...contentOf(record, judged)];
  return xmlElement('testcase', { ...names, ...place }, content);
}

function totals(record: RunRecord, judgements: readonly Judged[]): Record<string, number> {
  const results = judgements.map((judged) => resultOf(record, judged));
  const number = (result: Result) => results.filter((one) => one === result).length;
  return {
    tests: judgements.length,
    failures: number('failure'),
    errors: number('error'),
    skipped: number('skipped'),
  };
}

function suites(record: RunRecord): string[] {
  const timestamp = record.startedAt.replace(/\.\d+Z$|Z$/, ''); // xs:dateTime without zone, as Ant and Jenkins have it
  return [...byOperation(record)].flatMap(([operation, own]) =>
    byFamily(own).map(({ family, judgements }) => {
      const cases = judgements.map((judged) => `\n    ${testcase(record, judged)}`);
      const name = `${operation || 'document'} · ${family}`;
      return xmlElement('testsuite', { name, ...totals(record, judgements), timestamp }, [...cases, '\n  ']);
    }),
  );
}

/** What no clause tells: that the run could not judge, or ended early. It must not look like a pass. */
function runSuite(record: RunRecord): string[] {
  const { says } = outcomeOf(record);
  if (record.problem === undefined && record.complete && tally(record.judgements).passed > 0) return [];
  const message = record.problem ?? says;
  const error = xmlElement('error', { message: message.slice(0, 500), type: 'run' }, [
    xmlText([message, ...record.notes].join('\n')),
  ]);
  const test = xmlElement('testcase', { name: 'the run judges the target', classname: 'run' }, [error]);
  return [xmlElement('testsuite', { name: 'run', tests: 1, failures: 0, errors: 1, skipped: 0 }, [test])];
}

/** The run as JUnit XML, as GitLab, Jenkins and GitHub's actions read it: a suite per operation and family. */
export function junit(record: RunRecord): string {
  const all = totals(record, record.judgements);
  const broken = runSuite(record);
  const attributes = {
    name: `${record.suite.name} ${record.suite.version} · ${record.target.name}`,
    ...all,
    tests: (all.tests ?? 0) + broken.length,
    errors: (all.errors ?? 0) + broken.length,
    time: (record.durationMs / 1000).toFixed(3),
  };
  const content = [...broken, ...suites(record)].map((suite) => `\n  ${suite}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('testsuites', attributes, [...content, '\n'])}\n`;
}
