/** A change to the value that a stage produces. */
export type Transform<T, Context> = (value: T, context: Context) => T;

/** At most one transform for each stage. `Values` has the type of value that each stage produces. */
export type Transforms<Values, Context> = { [Stage in keyof Values]?: Transform<Values[Stage], Context> };

/** Applies the transforms of a stage to its value. */
export type Pipe<Values, Context> = <Stage extends keyof Values>(
  stage: Stage,
  value: Values[Stage],
  context: Context,
) => Values[Stage];

/** A named change of a reference server. A fault violates the contract; a variant does not. */
export type Behaviour<Values, Context, Settings> = Transforms<Values, Context> & {
  id: string;
  description: string;
  settings?: Partial<Settings>;
};

/** Creates a pipe that applies the transforms of all behaviours, in order. */
export function createPipe<Values, Context>(
  behaviours: readonly Transforms<Values, Context>[],
): Pipe<Values, Context> {
  return (stage, value, context) =>
    behaviours.reduce((result, behaviour) => {
      const transform: Transforms<Values, Context>[typeof stage] = behaviour[stage];
      return transform === undefined ? result : transform(result, context);
    }, value);
}

class UnknownBehaviourError extends Error {
  override name = 'UnknownBehaviourError';
}

/**
 * Finds the behaviours with these ids.
 * @param kind `fault` or `variant`, for the message
 * @throws {UnknownBehaviourError} if an id does not exist
 */
export function findBehaviours<B extends { id: string }>(
  kind: string,
  table: readonly B[],
  ids: readonly string[],
): B[] {
  return ids.map((id) => {
    const found = table.find((behaviour) => behaviour.id === id);
    if (!found) throw new UnknownBehaviourError(`no ${kind} is called ${JSON.stringify(id)}`);
    return found;
  });
}

/** Converts ids that are separated by commas to an array. */
export const splitIds = (ids: string | readonly string[] | undefined): readonly string[] =>
  typeof ids === 'string' ? ids.split(',') : (ids ?? []);
