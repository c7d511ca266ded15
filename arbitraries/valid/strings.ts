import fc from 'fast-check';
import { type Format, formatOf } from '../../spec/json-schema/formats/formats.ts';
import { type Matcher, matcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { PatternError } from '../../spec/json-schema/regular-expressions/parse.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import { NoValue, UnsupportedSchema, type ValidContext } from '../context.ts';
import { keeping } from '../filter-with-limit.ts';
import { characters, type Lengths, lengthOf, texts } from '../text.ts';
import { every, highest, lowest } from './combined-keywords.ts';
import { formatTexts, isWeb } from './formats/table.ts';
import type { Way } from './options.ts';
import { matching } from './pattern-strings.ts';

type TextFormat = Format & { type: 'string' };

/** The longest least length that is met. */
const LONGEST = 1_000_000;

interface StringDemand {
  lengths: Lengths;
  patterns: Matcher[];
  formats: TextFormat[];
}

/**
 * Texts that meet length, pattern and format of all parts: made from the first format, or else the first pattern, and held
 * to the others.
 * @throws NoValue when the lengths contradict each other
 */
export function stringOption({ engine, node, alternative }: Way): fc.Arbitrary<string> {
  const { context } = engine;
  const demand = stringDemand(alternative.parts, () => engine.placeOf(node.schemas));
  const { lengths, patterns, formats } = demand;
  if (lengths.min > lengths.max) {
    throw new NoValue('minLength', `${lengths.min} is more than maxLength, ${lengths.max}`);
  }
  const giveUp: GiveUp = (keyword, reason) =>
    new UnsupportedSchema(engine.placeOf(node.schemas), keyword, reason);
  if (lengths.min > LONGEST) throw giveUp('minLength', `texts of ${lengths.min} characters are not made`);
  const made = candidates(demand, context, giveUp);
  if (patterns.length === 0 && formats.length === 0) return made;
  const keyword = patterns.length > 0 ? 'pattern' : 'format';
  const fitting = keeping(
    made,
    (text) => fitsDemand(demand, text),
    () => giveUp(keyword, 'hardly any text fits this and the other keywords'),
  );
  fc.sample(fitting, { numRuns: 1, seed: 1 }); // so that contradictions are found here, not in the middle of a run
  return fitting;
}

type GiveUp = (keyword: string, reason: string) => UnsupportedSchema;

function candidates({ lengths, patterns, formats }: StringDemand, context: ValidContext, giveUp: GiveUp) {
  const ofFormats = formats.flatMap(
    ({ name }) => formatTexts(name, lengths, context, (reason) => giveUp('format', reason)) ?? [],
  );
  const ofPatterns = patterns.flatMap((pattern) => {
    try {
      return matching(pattern.regex, lengths, context) ?? [];
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw giveUp('pattern', `${JSON.stringify(pattern.regex.source)}: ${cause.message}`);
    }
  });
  const [first, ...others] = [...ofFormats.slice(0, 1), ...ofPatterns];
  if (first === undefined) return texts(characters[context.text ?? 'plain'], lengths);
  return others.length === 0 ? first : fc.oneof(first, ...others);
}

function stringDemand(parts: readonly SchemaObject[], place: () => UnsupportedSchema['at']): StringDemand {
  const compile = (pattern: string): Matcher => {
    try {
      return matcher(pattern);
    } catch (cause) {
      if (!(cause instanceof PatternError)) throw cause;
      throw new UnsupportedSchema(place(), 'pattern', cause.message, { cause });
    }
  };
  return {
    lengths: { min: highest(parts, 'minLength', 0), max: lowest(parts, 'maxLength') },
    patterns: every(parts, 'pattern').map(compile),
    formats: every(parts, 'format')
      .map(formatOf)
      .filter((format): format is TextFormat => format?.type === 'string')
      .filter(({ name }) => name !== 'binary' && name !== 'password'),
  };
}

function fitsDemand({ lengths, patterns, formats }: StringDemand, text: string): boolean {
  const length = lengthOf(text);
  if (length < lengths.min || length > lengths.max) return false;
  return patterns.every((pattern) => pattern.test(text)) && formats.every((format) => format.validate(text));
}

/** Whether a text meets all that the parts say of strings, and what the context asks of them. */
export function fitsString(parts: readonly SchemaObject[], text: string, context: ValidContext): boolean {
  const demand = stringDemand(parts, () => undefined);
  const isUri = demand.formats.some(({ name }) => name === 'uri');
  if (isUri && isWeb(context) && !/^https?:/i.test(text)) return false;
  return fitsDemand(demand, text);
}
