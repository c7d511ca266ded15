import type { OptionName } from './option-table.ts';

/** An option as given: its text and its source, as messages name it (`--rate`, `CONFORMANCE_RATE`). */
export interface GivenOption {
  name: OptionName;
  text: string;
  from: string;
}
