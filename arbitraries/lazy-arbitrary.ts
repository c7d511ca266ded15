import fc from 'fast-check';

interface Choice<T> {
  arbitrary: fc.Arbitrary<T>;
  /** Called when the value is complete, including everything nested in it. */
  onGenerated: () => void;
}

/** An arbitrary that calls `choose` for each value, so that it can contain itself. */
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
    // Without a context, the arbitrary that generated the value is unknown.
    canShrinkWithoutContext: (value): value is T => false && value === undefined,
    shrink(value, context) {
      if (context === undefined) return fc.Stream.nil();
      const { arbitrary, context: inner } = context as Context; // created by `wrap`
      return arbitrary.shrink(value, inner).map((next) => wrap(arbitrary, next));
    },
  };
  // The prototype's filter, map and chain use only these three methods.
  return Object.assign(Object.create(fc.Arbitrary.prototype) as fc.Arbitrary<T>, methods);
}
