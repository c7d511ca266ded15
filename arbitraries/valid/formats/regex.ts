import fc from 'fast-check';

/** Regular expressions (ECMA-262) with each kind of element, anchored or not. */
export const regexes: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'a',
      '.',
      '\\d',
      '[a-z]',
      '[^a]',
      '(?:ab)?',
      '(a|b)',
      'a{1,2}',
      'x*',
      '\\.',
      '\\u0041',
      'ü',
    ),
    {
      maxLength: 5,
    },
  )
  .chain((parts) => fc.constantFrom(parts.join(''), `^${parts.join('')}$`));
