import { isAbsolute, relative, resolve, sep } from 'node:path';
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

/** The folders that decide whether a file belongs to the user's repository, as absolute paths. */
interface Workspace {
  /** The root of the repository: GITHUB_WORKSPACE. */
  repository: string;
  /** The folder to which the paths of the record are relative. */
  directory: string;
}

/**
 * Renders workflow commands of GitHub: one annotation for each cause, at its line of the contract if that file is in
 * the repository. GitHub shows only the first ten annotations of each kind.
 */
export function renderAnnotations(record: RunRecord, workspace: Workspace): string {
  const failures = groupByCause(record).map((cause): Annotation => {
    const { clause, verdict, source } = cause.primary;
    const report = createFailureReport(record, cause.primary, cause);
    const title = `${clause.level} not met: ${toPrintable(report.title, 150)}`;
    const kind = verdict === 'failed' ? 'error' : 'warning';
    const file = source && toRepositoryPath(source.file, workspace);
    const place = file === undefined || source === undefined ? {} : { file, line: source.line };
    return { kind, title, message: renderFailure(report), ...place };
  });
  return [...failures, ...annotateRun(record)].map((annotation) => `${formatCommand(annotation)}\n`).join('');
}

/**
 * Returns the path of a file relative to the repository; undefined for a URL and for a file outside the repository,
 * such as the suite's own document.
 */
function toRepositoryPath(file: string, { repository, directory }: Workspace): string | undefined {
  if (/^[a-z][a-z\d+.-]+:/i.test(file)) return undefined;
  const path = relative(repository, resolve(directory, file));
  return path === '' || isAbsolute(path) || /^\.\.(?:[\\/]|$)/.test(path)
    ? undefined
    : path.replaceAll(sep, '/');
}

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
