import type { Defect } from './defect.ts';

const formatDefect = ({ schemaPointer, source, description }: Defect): string =>
  `${source.file}:${source.line} ${schemaPointer} ${description}`;

/**
 * Reports that a document cannot be used as a contract. The message lists each defect as `file:line #/pointer
 * description`.
 */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly defects: readonly Defect[];

  /** @param remedy what the user can do, apart from a correction of the document */
  constructor(defects: readonly Defect[], options?: ErrorOptions, remedy?: string) {
    super([...defects.map(formatDefect), ...(remedy === undefined ? [] : [remedy])].join('\n'), options);
    this.defects = defects;
  }
}

/**
 * Throws if there are defects.
 * @throws {ContractError}
 */
export function assertNoDefects(defects: readonly Defect[]): void {
  if (defects.length > 0) throw new ContractError(defects);
}

/** Returns a defect of a whole file. */
export const createFileDefect = (file: string, description: string, line = 1): Defect => ({
  schemaPointer: '#',
  source: { file, line },
  description,
});
