import { formatCode } from '../markdown.ts';
import { formatCount } from '../printable.ts';
import type { ComparedClause, ComparedVerdict, VersionComparison } from './compare-versions.ts';

const formatCell = (cell: ComparedVerdict | undefined): string => cell?.verdict ?? '–';

const formatAdded = ({ versions, clauses }: VersionComparison['added'][number]): string =>
  `${formatCount(clauses.length, 'clause')} of ${versions.join(' and ')} only: all passed`;

const noDifference = 'No clause has different verdicts.';

/** Renders the comparison as text for the terminal: one column for each version, and the clauses that differ. */
export function renderVersionsText({
  versions,
  totals,
  differing,
  shared,
  added,
}: VersionComparison): string {
  const width = Math.max(...versions.map(({ length }) => length), 8) + 2;
  const row = (label: string, cells: readonly string[]): string =>
    label.padEnd(12) + cells.map((cell) => cell.padStart(width)).join('');
  const formatDiffering = ({ id, level, cells }: ComparedClause): string[] => [
    `${level}  ${id}`,
    ...cells.map(
      (cell, index) =>
        `      ${(versions[index] ?? '').padEnd(width)}${[formatCell(cell), cell?.fault].filter(Boolean).join(': ')}`,
    ),
  ];
  return [
    row('', versions),
    ...totals.map(({ label, cells }) => row(label, cells)),
    '',
    ...(differing.length > 0 ? ['What differs:', ...differing.flatMap(formatDiffering)] : [noDifference]),
    ...added.map(formatAdded),
    ...(shared.length > 0 ? ['', 'The same in all versions:'] : []),
    ...shared.map(
      ({ id, level, cells: [first] }) => `${level}  ${id}\n      ${formatCell(first)}: ${first?.fault}`,
    ),
  ].join('\n');
}

/** Renders the comparison as Markdown, with the reports of each version linked from its column. */
export function renderVersionsMarkdown({
  versions,
  totals,
  differing,
  shared,
  added,
}: VersionComparison): string {
  const header = [
    `| | ${versions.map((version) => `[${version}](${version}/index.html)`).join(' | ')} |`,
    `| :-- | ${versions.map(() => '--:').join(' | ')} |`,
  ];
  const formatFault = (cell: ComparedVerdict | undefined): string =>
    cell?.fault === undefined ? formatCell(cell) : `${cell.verdict}: ${formatCode(cell.fault)}`;
  return [
    '# Conformance by version',
    '',
    ...header,
    ...totals.map(({ label, cells }) => `| ${label} | ${cells.join(' | ')} |`),
    '',
    '## What differs',
    '',
    ...(differing.length === 0 ? [noDifference] : header),
    ...differing.map(
      ({ id, level, cells }) => `| ${level} ${formatCode(id)} | ${cells.map(formatFault).join(' | ')} |`,
    ),
    '',
    ...added.flatMap((group) => [
      `${formatAdded(group)}.`,
      '',
      ...group.clauses.map(({ id, description }) => `- ${formatCode(id)}: ${formatCode(description)}`),
      '',
    ]),
    ...(shared.length > 0 ? ['## The same in all versions', ''] : []),
    ...shared.map(({ id, level, cells: [first] }) => `- ${level} ${formatCode(id)}: ${formatFault(first)}`),
    '',
  ].join('\n');
}
