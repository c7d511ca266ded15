import fc from 'fast-check';

interface Choice<T> {
  arbitrary: fc.Arbitrary<T>;
  /** Called when the value, with all values nested in it, is complete. */
  onGenerated: () => void;
}

/** An arbitrary that selects another one with `choose` for each value. It can therefore contain itself. */
export function lazyArbitrary<T>(choose: () => Choice<T>): fc.Arbitrary<T> {
  type Context = { arbitrary: fc.Arbitrary<T>; context: unknown };
  const wrap = (arbitrary: fc.Arbitrary<T>, value: fc.Value<T>) =>
    new fc.Value<T>(value.value_, { arbitrary, context: value.context } satisfies Context);
  const methods: Pick<fc.Arbitrary<T>, 'generate' | 'canShrinkWithoutContext' | 'shrink'> = {
    generate(random, bias) {
      const { arbitrary, onGenerated } = choose();
      try {
        return wrap(arbitrary, arbitrary.generate(random, bias));
      } finally {
        onGenerated();
      }
    },
    // Without a context, it is unknown which arbitrary generated the value.
    canShrinkWithoutContext: (value): value is T => false && value === undefined,
    shrink(value, context) {
      if (context === undefined) return fc.Stream.nil();
      const { arbitrary, context: inner } = context as Context; // `wrap` has created the context
      return arbitrary.shrink(value, inner).map((next) => wrap(arbitrary, next));
    },
  };
  // The methods `filter`, `map` and `chain` of the prototype call only these three.
  return Object.assign(Object.create(fc.Arbitrary.prototype) as fc.Arbitrary<T>, methods);
}
