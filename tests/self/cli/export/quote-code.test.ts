import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteTemplate, quoteText } from '../../../../cli/export/quote-code.ts';

const evaluate = (code: string): unknown => new Function('secret', `return ${code}`)('s3cret');
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[`$\\{}'"\n<\u2028‹a›]*$/));

test('every text is quoted as a literal with its value, on one line', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(evaluate(quoteText(value))).toBe(value);
      expect(quoteText(value)).not.toMatch(/[\n\r\u2028\u2029]/);
    }),
  );
});

test('placeholders are replaced by expressions, whatever surrounds them', () => {
  const expressions = new Map([['‹0›', 'secret']]);
  fc.assert(
    fc.property(text, text, (before, after) => {
      const template = quoteTemplate(`${before}‹0›${after}`, expressions);
      expect(evaluate(template)).toBe(`${before}s3cret${after}`);
    }),
  );
});
