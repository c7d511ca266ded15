import fc from 'fast-check';
import { type Format, formatOf } from '../../spec/formats.ts';
import { type Matcher, matcher } from '../../spec/regex/matcher.ts';
import { PatternError } from '../../spec/regex/parse.ts';
import type { SchemaObject } from '../../spec/schema.ts';
import { keeping } from '../bounded.ts';
import { NoValue, UnsupportedSchema, type ValidContext } from '../context.ts';
import { formatTexts } from '../formats/table.ts';
import { characters, type Lengths, lengthOf, texts } from '../text.ts';
import { matching } from './matching.ts';
import type { Way } from './options.ts';
import { every, highest, lowest } from './parts.ts';

type TextFormat = Format & { type: 'string' };

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
  const made = candidates(demand, context);
  if (patterns.length === 0 && formats.length === 0) return made;
  const giveUp = (keyword: string, reason: string) =>
    new UnsupportedSchema(engine.placeOf(node.schemas), keyword, reason);
  return keeping(
    made,
    (text) => fitsDemand(demand, text),
    () =>
      giveUp(patterns.length > 0 ? 'pattern' : 'format', 'hardly any text fits this and the other keywords'),
  );
}

function candidates({ lengths, patterns, formats }: StringDemand, context: ValidContext) {
  const [format] = formats;
  const ofFormat = format && formatTexts(format.name, lengths, context);
  const ofPatterns = patterns.flatMap((pattern) => matching(pattern.regex, lengths, context) ?? []);
  const all = [...(ofFormat ? [ofFormat] : []), ...ofPatterns];
  const [first, ...others] = all;
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
  const { direction, urls = 'web' } = context;
  const demand = stringDemand(parts, () => undefined);
  const isUri = demand.formats.some(({ name }) => name === 'uri');
  if (isUri && direction === 'request' && urls === 'web' && !/^https?:/i.test(text)) return false;
  return fitsDemand(demand, text);
}
