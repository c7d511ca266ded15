/** A number in decimal notation: `digits` × 10^`exponent`. */
export interface Decimal {
  digits: bigint;
  exponent: number;
}

/**
 * Returns the decimal number that `stringifyJson` writes for a double: all digits of an integer, else the shortest text
 * that parses as the same double.
 */
export function toDecimal(value: number): Decimal {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return { digits: BigInt(value), exponent: 0 };
  const [mantissa = '0', power = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/**
 * Whether the value is an integer multiple of the divisor (JSON Schema validation, section 6.2.1). Computed in decimal,
 * because 0.3 modulo 0.1 is not zero in doubles.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  const [a, b] = [toDecimal(value), toDecimal(divisor)];
  if (b.digits === 0n) return false;
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = (decimal: Decimal) => decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
  return scale(a) % scale(b) === 0n;
}
