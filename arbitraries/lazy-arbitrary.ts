import fc from 'fast-check';

/** An arbitrary that is made when first used, so that it can contain itself. The choice is made anew for each value. */
export function deferred<T>(choose: () => { arbitrary: fc.Arbitrary<T>; done: () => void }): fc.Arbitrary<T> {
  type Context = { arbitrary: fc.Arbitrary<T>; context: unknown };
  const wrap = (arbitrary: fc.Arbitrary<T>, value: fc.Value<T>) =>
    new fc.Value<T>(value.value_, { arbitrary, context: value.context } satisfies Context);
  const methods: Pick<fc.Arbitrary<T>, 'generate' | 'canShrinkWithoutContext' | 'shrink'> = {
    generate(random, bias) {
      const { arbitrary, done } = choose();
      try {
        return wrap(arbitrary, arbitrary.generate(random, bias));
      } finally {
        done();
      }
    },
    canShrinkWithoutContext: (value): value is T => false && value === undefined, // the maker of a value is not known
    shrink(value, context) {
      if (context === undefined) return fc.Stream.nil();
      const made = context as Context; // as wrapped above
      return made.arbitrary.shrink(value, made.context).map((next) => wrap(made.arbitrary, next));
    },
  };
  // The prototype's filter, map and chain need only these three.
  return Object.assign(Object.create(fc.Arbitrary.prototype) as fc.Arbitrary<T>, methods);
}
