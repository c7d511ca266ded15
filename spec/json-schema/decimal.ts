/** A number in decimal notation: `digits` × 10^`exponent`. */
export interface Decimal {
  digits: bigint;
  exponent: number;
}

/**
 * The decimal number that `stringifyJson` writes for a double: an integer itself, else the shortest that reads back as
 * it.
 */
export function toDecimal(value: number): Decimal {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return { digits: BigInt(value), exponent: 0 };
  const [mantissa = '0', power = '0'] = value.toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/**
 * Whether the value is an integer multiple of the divisor, computed in decimal (JSON Schema validation, section 6.2.1).
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  const [a, b] = [toDecimal(value), toDecimal(divisor)];
  if (b.digits === 0n) return false;
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = (decimal: Decimal) => decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
  return scale(a) % scale(b) === 0n;
}
