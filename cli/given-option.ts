import type { OptionName } from './option-table.ts';

/**
 * An option as the user gives it: its text, and its source in the form that messages print (`--rate`,
 * `CONFORMANCE_RATE`).
 */
export interface GivenOption {
  name: OptionName;
  text: string;
  from: string;
}
