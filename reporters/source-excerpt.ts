import type { SourceLine } from '../spec/document/defect.ts';
import { toPrintable } from './printable.ts';
import type { RunRecord } from './record.ts';

/** A numbered line of the contract. */
export interface ExcerptLine {
  line: number;
  text: string;
  marked: boolean;
}

/** The lines of the contract around a source line, without their common indentation; empty for another file. */
export function excerptSource(
  record: Pick<RunRecord, 'contract'>,
  source: SourceLine,
  around = 2,
): ExcerptLine[] {
  if (source.file !== record.contract.file) return [];
  const from = Math.max(1, source.line - around);
  const lines = record.contract.lines.slice(from - 1, source.line + around);
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const shared = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((text, i) => ({
    line: from + i,
    text: toPrintable(text.slice(shared), 120),
    marked: from + i === source.line,
  }));
}
