import { groupByCause } from './causes.ts';
import { createFailureReport } from './failure-report.ts';
import { formatCount, toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';
import { renderFailure } from './render-failure.ts';
import { decideOutcome } from './run-outcome.ts';

interface Annotation {
  kind: 'error' | 'warning' | 'notice';
  title: string;
  message: string;
  file?: string;
  line?: number;
}

/**
 * Renders workflow commands for GitHub: one annotation for each cause, on its line of the contract. GitHub shows the
 * first ten of each kind.
 */
export function renderAnnotations(record: RunRecord): string {
  const failures = groupByCause(record).map((cause): Annotation => {
    const { clause, verdict, source } = cause.primary;
    const report = createFailureReport(record, cause.primary, cause);
    const title = `${clause.level} not met: ${toPrintable(report.title, 150)}`;
    const kind = verdict === 'failed' ? 'error' : 'warning';
    // GitHub resolves the file in the user's repository: a path that leads out of it would annotate nothing, or another file.
    const isInside = source !== undefined && isRelativeFile(source.file);
    return { kind, title, message: renderFailure(report), ...(isInside && source) };
  });
  return [...failures, ...annotateRun(record)].map((annotation) => `${formatCommand(annotation)}\n`).join('');
}

const isRelativeFile = (file: string): boolean =>
  !/^(?:\/|[a-z][a-z\d+.-]*:|[a-z]:\\)/i.test(file) && !/(?:^|\/)(?:\.\.|node_modules)(?:\/|$)/.test(file);

function annotateRun(record: RunRecord): Annotation[] {
  const { status, description } = decideOutcome(record);
  const { unverified } = record.totals;
  const title = `${record.suite.name}: ${toPrintable(record.target.name, 200)}`;
  const annotations: Annotation[] = [];
  if (status === 'error') annotations.push({ kind: 'error', title, message: toPrintable(description) });
  if (unverified > 0) {
    const message = `${formatCount(unverified, 'clause')} not verified: the report lists what is missing`;
    annotations.push({ kind: 'notice', title, message });
  }
  return annotations;
}

function formatCommand({ kind, title, message, file, line }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${escapeProperty(title)}`,
  ];
  return `::${kind} ${properties.join(',')}::${escapeData(message)}`;
}

// Escaping of workflow commands as in actions/toolkit, packages/core/src/command.ts.
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
