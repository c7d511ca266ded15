import fc from 'fast-check';
import { countCharacters } from '../../spec/count-characters.ts';
import type { SchemaPointer } from '../../spec/json.ts';
import { type Format, findFormat } from '../../spec/json-schema/formats/formats.ts';
import { createMatcher, type Matcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { PatternError } from '../../spec/json-schema/regular-expressions/pattern-error.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import { memoizeBy } from '../../spec/memoize.ts';
import { filterWithLimit } from '../filter-with-limit.ts';
import { UnsupportedSchema } from '../unsupported-schema.ts';
import type { ValidContext } from '../valid-context.ts';
import { findLowerBound, findUpperBound, listKeywordValues } from './combined-keywords.ts';
import { Contradiction } from './contradiction.ts';
import { formatStrings, requiresWebUrls } from './formats/format-strings.ts';
import type { ArbitraryFactory, Conjunction } from './model.ts';
import { patternStrings } from './pattern-strings.ts';
import { characters, plainStrings } from './plain-strings.ts';
import { createScalarFactory } from './scalar-factory.ts';
import type { LengthRange } from './string-length.ts';

/** The maximum `minLength`. Schemas that require longer strings are not supported. */
const MAX_MIN_LENGTH = 1_000_000;

type StringFormat = Format & { type: 'string' };
type CreateError = (keyword: string, reason: string) => UnsupportedSchema;

interface StringConstraints {
  lengths: LengthRange;
  patterns: Matcher[];
  formats: StringFormat[];
}

/**
 * Creates the factory of strings that satisfy all lengths, patterns and formats. Strings are generated for the first
 * format and for each pattern, and tested against the others.
 * @throws Contradiction if `minLength` is greater than `maxLength`
 */
export function createStringFactory({ engine, node, schemas }: Conjunction): ArbitraryFactory {
  const schemaPointer = engine.pointerTo(node.schemas);
  const createError: CreateError = (keyword, reason) => new UnsupportedSchema(schemaPointer, keyword, reason);
  const constraints = readConstraints(schemas, schemaPointer);
  const { lengths } = constraints;
  if (lengths.min > lengths.max)
    throw new Contradiction('minLength', `${lengths.min} is greater than maxLength, ${lengths.max}`);
  if (lengths.min > MAX_MIN_LENGTH)
    throw createError('minLength', `strings of ${lengths.min} characters are not supported`);
  return createScalarFactory(getArbitrary({ constraints, context: engine.context, createError }));
}

interface ArbitraryInput {
  constraints: StringConstraints;
  context: ValidContext;
  createError: CreateError;
}

/** Describes all that an arbitrary depends on. */
const describeInput = ({ constraints, context }: ArbitraryInput): string =>
  JSON.stringify([
    ...[context.direction, context.text, constraints.lengths.min, constraints.lengths.max],
    constraints.patterns.map(({ regex }) => regex.source),
    constraints.formats.map(({ name }) => name),
  ]);

/** An arbitrary, or why there is none. */
type Outcome = { arbitrary: fc.Arbitrary<string> } | Pick<UnsupportedSchema, 'keyword' | 'reason'>;

/** Most strings of a document have the same few constraints, and it takes 1,000 candidates to find that none fits. */
const getOutcome = memoizeBy(
  describeInput,
  (input): Outcome => {
    try {
      return { arbitrary: createArbitrary(input) };
    } catch (error) {
      if (error instanceof UnsupportedSchema) return error;
      throw error;
    }
  },
  1000,
);

function getArbitrary(input: ArbitraryInput): fc.Arbitrary<string> {
  const outcome = getOutcome(input);
  if ('arbitrary' in outcome) return outcome.arbitrary;
  throw input.createError(outcome.keyword, outcome.reason);
}

function createArbitrary({ constraints, context, createError }: ArbitraryInput): fc.Arbitrary<string> {
  const { patterns, formats } = constraints;
  const candidates = candidateStrings(constraints, context, createError);
  if (patterns.length === 0 && formats.length === 0) return candidates;
  const valid = filterWithLimit(
    candidates,
    (text) => satisfiesConstraints(constraints, text),
    () => {
      const keyword = patterns.length > 0 ? 'pattern' : 'format';
      return createError(keyword, 'too few of its strings satisfy the other keywords');
    },
  );
  // draws a first value, so that contradictory keywords throw now and not during a run
  fc.sample(valid, { numRuns: 1, seed: 1 });
  return valid;
}

function candidateStrings(
  { lengths, patterns, formats }: StringConstraints,
  context: ValidContext,
  createError: CreateError,
): fc.Arbitrary<string> {
  const fromFormats = formats.flatMap(
    ({ name }) => formatStrings(name, lengths, context, (reason) => createError('format', reason)) ?? [],
  );
  const fromPatterns = patterns.flatMap((pattern) => {
    try {
      return patternStrings(pattern.regex, lengths, context) ?? [];
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw createError('pattern', `${JSON.stringify(pattern.regex.source)}: ${cause.message}`);
    }
  });
  const [first, ...others] = [...fromFormats.slice(0, 1), ...fromPatterns];
  if (first === undefined) return plainStrings(characters[context.text ?? 'plain'], lengths);
  return others.length === 0 ? first : fc.oneof(first, ...others);
}

function readConstraints(
  schemas: readonly SchemaObject[],
  schemaPointer: SchemaPointer | undefined,
): StringConstraints {
  const compile = (pattern: string): Matcher => {
    try {
      return createMatcher(pattern);
    } catch (cause) {
      if (!(cause instanceof PatternError)) throw cause;
      throw new UnsupportedSchema(schemaPointer, 'pattern', cause.message, { cause });
    }
  };
  return {
    lengths: { min: findLowerBound(schemas, 'minLength', 0), max: findUpperBound(schemas, 'maxLength') },
    patterns: listKeywordValues(schemas, 'pattern').map(compile),
    formats: listKeywordValues(schemas, 'format')
      .map(findFormat)
      .filter((format): format is StringFormat => format?.type === 'string')
      .filter(({ name }) => name !== 'binary' && name !== 'password'),
  };
}

function satisfiesConstraints({ lengths, patterns, formats }: StringConstraints, text: string): boolean {
  const length = countCharacters(text);
  if (length < lengths.min || length > lengths.max) return false;
  return patterns.every((pattern) => pattern.test(text)) && formats.every((format) => format.validate(text));
}

/** Whether a string satisfies the keywords of all schemas and may be sent in this context. */
export function acceptsString(
  schemas: readonly SchemaObject[],
  text: string,
  context: ValidContext,
): boolean {
  const constraints = readConstraints(schemas, undefined);
  const isUri = constraints.formats.some(({ name }) => name === 'uri');
  if (isUri && requiresWebUrls(context) && !/^https?:/i.test(text)) return false;
  return satisfiesConstraints(constraints, text);
}
