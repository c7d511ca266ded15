/** The largest number of single precision (IEEE 754). */
export const MAX_FLOAT = (2 - 2 ** -23) * 2 ** 127;

/** The range of a format: its smallest value, and the smallest number above its largest value. */
interface Range {
  minimum: number;
  above: number;
}

const signed = (bits: number): Range => ({ minimum: -(2 ** (bits - 1)), above: 2 ** (bits - 1) });
const unsigned = (bits: number): Range => ({ minimum: 0, above: 2 ** bits });

/** The formats of integers (OpenAPI Format Registry). */
export const integerFormats: Readonly<Record<string, Range>> = {
  int8: signed(8),
  int16: signed(16),
  int32: signed(32),
  int64: signed(64),
  uint8: unsigned(8),
  uint16: unsigned(16),
  uint32: unsigned(32),
  uint64: unsigned(64),
};

export const isInRange = (value: number, { minimum, above }: Range): boolean =>
  Number.isInteger(value) && value >= minimum && value < above;

/** Returns the largest value of a format that a double can hold: the next double below the power of two. */
export const getMaximum = ({ above }: Range): number => above - Math.max(1, above * 2 ** -53);

/** Returns the largest double below the range of a format, which is the next integer if a double can hold it. */
export const getBelow = ({ minimum }: Range): number => minimum - Math.max(1, -minimum * 2 ** -52);
