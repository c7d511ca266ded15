import { matcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { isHidden, requiredOf, type Schema, type SchemaObject } from '../../spec/json-schema/schema.ts';
import { absent, NoValue } from '../context.ts';
import { every } from './combined-keywords.ts';
import type { Node } from './engine.ts';
import { below, pinnedNames } from './fixed-values.ts';
import type { Way } from './options.ts';

/** A property that the schemas name: whether it may stand there, and what it meets. */
export interface Property {
  name: string;
  node: Node;
  presence: 'always' | 'maybe' | 'never';
}

/**
 * The properties that the parts, or pins, name: each meets what every part says of the name.
 * @throws NoValue when a required one may not be there
 */
export function propertiesOf(way: Way): Property[] {
  const { parts } = way.alternative;
  const { pins } = way.node;
  const { direction } = way.engine.context;
  const required = new Set(parts.flatMap((part) => requiredOf(part, direction)));
  const named = parts.flatMap((part) => Object.keys(part.properties ?? {}));
  const hidden = (name: string) => parts.some((part) => isHidden(own(part, name), direction));
  return [...new Set([...named, ...required, ...pinnedNames(pins)])].map((name) => {
    const node = way.engine.node(schemasOf(parts, name), below(pins, name));
    const wanted = required.has(name) && !hidden(name);
    return { name, node, presence: presenceOf(way, name, node, wanted, hidden(name)) };
  });
}

function presenceOf(
  way: Way,
  name: string,
  node: Node,
  required: boolean,
  hidden: boolean,
): Property['presence'] {
  const pin = way.node.pins.get(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const forbidden = hidden || node.schemas.includes(false) || !isAllowedName(way, name);
  const mayBeAbsent = pin === undefined ? node.pins.size === 0 : pin.includes(absent);
  const mayBePresent = !forbidden && (pin === undefined || pin.some((value) => value !== absent));
  if (required && !mayBePresent) throw new NoValue('required', `"${name}" is required, and may not be there`);
  if (!mayBeAbsent && !mayBePresent) throw new NoValue('pins', `"${name}" is pinned, and may not be there`);
  if (!mayBePresent) return 'never';
  return required || !mayBeAbsent ? 'always' : 'maybe';
}

/** Only the names of others are held to `propertyNames` by construction; this one is known beforehand. */
function isAllowedName({ engine, alternative }: Way, name: string): boolean {
  const schemas = every(alternative.parts, 'propertyNames');
  return engine.fits(schemas, name);
}

const own = (part: SchemaObject, name: string): Schema | undefined =>
  Object.hasOwn(part.properties ?? {}, name) ? part.properties?.[name] : undefined;

/** What every part says of a property of this name (core section 10.3.2). */
export function schemasOf(parts: readonly SchemaObject[], name: string): Schema[] {
  const named = parts.some((part) => own(part, name) !== undefined || matched(part, name).length > 0);
  return parts.flatMap((part) => {
    const mine = own(part, name);
    const found = [...(mine === undefined ? [] : [mine]), ...matched(part, name)];
    if (found.length > 0) return found;
    const rest =
      part.additionalProperties ?? (named ? true : (part.unevaluatedProperties as Schema | undefined)); // a schema
    return rest === undefined ? [] : [rest];
  });
}

function matched(part: SchemaObject, name: string): Schema[] {
  return Object.entries(part.patternProperties ?? {})
    .filter(([pattern]) => matcherOf(pattern).test(name))
    .map(([, schema]) => schema);
}

const matchers = new Map<string, ReturnType<typeof matcher>>();

/** The compiled pattern of a `patternProperties` name. */
export function matcherOf(pattern: string): ReturnType<typeof matcher> {
  const known = matchers.get(pattern) ?? matcher(pattern);
  matchers.set(pattern, known);
  return known;
}
