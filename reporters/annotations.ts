import { causesOf } from './causes.ts';
import { tell } from './failure-report.ts';
import { renderStory } from './failure-text.ts';
import { counted, printable } from './printable.ts';
import type { RunRecord } from './record.ts';
import { outcomeOf } from './run-outcome.ts';

/** As GitHub's toolkit escapes the data of a workflow command (actions/toolkit, packages/core/src/command.ts). */
const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

interface Annotation {
  kind: 'error' | 'warning' | 'notice';
  title: string;
  message: string;
  file?: string;
  line?: number;
}

function command({ kind, title, message, file, line }: Annotation): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${property(title)}`,
  ];
  return `::${kind} ${properties.join(',')}::${data(message)}`;
}

function ofRun(record: RunRecord): Annotation[] {
  const outcome = outcomeOf(record);
  const { unverified } = record.totals;
  const title = `${record.suite.name}: ${printable(record.target.name, 200)}`;
  return [
    ...(outcome.word === 'error'
      ? [{ kind: 'error' as const, title, message: printable(outcome.says) }]
      : []),
    ...(unverified > 0
      ? [
          {
            kind: 'notice' as const,
            title,
            message: `${counted(unverified, 'clause')} unverified: the report says what is missing`,
          },
        ]
      : []),
  ];
}

/** Workflow commands for GitHub: each cause once, on its line of the contract. GitHub shows the first ten of a kind. */
export function annotations(record: RunRecord): string {
  const causes = causesOf(record);
  const failures = causes.map(({ head }): Annotation => {
    const title = `${head.clause.level} not met: ${printable(head.clause.description, 150)}`;
    const message = renderStory(tell(record, head));
    return { kind: head.verdict === 'failed' ? 'error' : 'warning', title, message, ...head.source };
  });
  return [...failures, ...ofRun(record)].map((annotation) => `${command(annotation)}\n`).join('');
}
