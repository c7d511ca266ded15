import type { Defect } from '../openapi/contract.ts';

const print = ({ schemaPointer, source, description }: Defect): string =>
  `${source.file}:${source.line} ${schemaPointer} ${description}`;

/** A document cannot be used as a contract; the message lists every defect as `file:line #/pointer says`. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly defects: readonly Defect[];

  constructor(defects: readonly Defect[], options?: ErrorOptions) {
    super(defects.map(print).join('\n'), options);
    this.defects = defects;
  }
}

/** Stops loading where there are defects. @throws {ContractError} where the list is not empty. */
export function demandNone(defects: readonly Defect[]): void {
  if (defects.length > 0) throw new ContractError(defects);
}
