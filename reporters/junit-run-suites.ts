import type { RunRecord } from './record.ts';
import { countVerdicts } from './record-queries.ts';
import { decideOutcome } from './run-outcome.ts';
import { listUntestedOperations } from './untested-operations.ts';
import { escapeXml, renderElement } from './xml.ts';

/**
 * Renders that the run has a problem or was cut short. This belongs to no clause, and without it the file would look
 * like a pass.
 */
export function renderRunSuite(record: RunRecord): string[] {
  const { status, description } = decideOutcome(record);
  const isUnjudged = status === 'error' || countVerdicts(record.results).passed === 0;
  const message = record.problem ?? (isUnjudged ? description : undefined);
  const name = 'the run judges the target';
  const notes = record.notes.join('\n');
  if (message === undefined && record.complete) return [];
  if (message === undefined)
    return [renderOwnSuite('run', name, 'skipped', { message: `incomplete: ${notes}`.slice(0, 500) }, '')];
  return [
    renderOwnSuite(
      'run',
      name,
      'error',
      { message: message.slice(0, 500), type: 'run' },
      `${message}\n${notes}`,
    ),
  ];
}

/** Renders the operations without a judged success response. Their other clauses alone would make them look tested. */
export const renderCoverageSuites = (record: RunRecord): string[] =>
  listUntestedOperations(record).map(({ operation, reason, remedy = '', lastRejection }) => {
    const lines = [reason, lastRejection, remedy].filter((line) => line !== '');
    const attributes = { message: lines.join('; ').slice(0, 500), type: 'coverage' };
    return renderOwnSuite(operation, 'a success response is judged', 'error', attributes, lines.join('\n'));
  });

/** Renders a suite with one test case that belongs to no clause. */
function renderOwnSuite(
  name: string,
  test: string,
  result: 'error' | 'skipped',
  attributes: Record<string, string>,
  text: string,
): string {
  const time = '0.000';
  const content = renderElement(result, attributes, text === '' ? [] : [escapeXml(text)]);
  const testCase = renderElement('testcase', { name: test, classname: name, time }, [content]);
  const errors = Number(result === 'error');
  const counts = { tests: 1, failures: 0, errors, skipped: 1 - errors };
  return renderElement('testsuite', { name, ...counts, time }, [testCase]);
}
