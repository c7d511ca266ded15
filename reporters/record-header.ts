import manifest from '../package.json' with { type: 'json' };
import type { Contract } from '../spec/openapi/contract.ts';
import type { RunRecord } from './record.ts';

/** The parts of a record that name this suite and the contract. */
export const createRecordHeader = ({
  title,
  version,
  file,
  lines,
}: Contract): Pick<RunRecord, 'suite' | 'contract'> => ({
  suite: { name: 'Polar Conformance', version: manifest.version },
  contract: { title, version, file, lines },
});
