import fc from 'fast-check';
import { isHidden, type Schema, type SchemaObject } from '../../spec/json-schema/schema.ts';
import { UnsupportedSchema } from '../context.ts';
import { keeping } from '../filter-with-limit.ts';
import { every } from './combined-keywords.ts';
import type { Node } from './engine.ts';
import type { Way } from './options.ts';
import { matching } from './pattern-strings.ts';
import { matcherOf, type Property, schemasOf } from './properties.ts';

/** Properties that no part names: what they may be called, and what they meet. */
export interface Extra {
  names: fc.Arbitrary<string>;
  node: Node;
  /** Whether the document gives them a schema, rather than only leaving them open. */
  declared: boolean;
}

/** A name that means nothing to anyone: no server has a use for it. */
const harmless = fc.stringMatching(/^[a-z0-9]{1,6}$/).map((name) => `x_${name}`);

/** The additional properties that the parts allow: those of a pattern, and those that nothing is said of but their schema. */
export function extrasOf(way: Way, known: readonly Property[]): Extra[] {
  const { parts } = way.alternative;
  const patterns = [...new Set(parts.flatMap((part) => Object.keys(part.patternProperties ?? {})))];
  const named = new Set([...known.map(({ name }) => name), ...(way.engine.context.reserved ?? [])]);
  const free = (name: string) => !named.has(name) && patternsOf(patterns, name).length === 0;
  const ofPatterns = patterns.flatMap((pattern) => patternExtra(way, patterns, pattern, named));
  return [...ofPatterns, ...otherExtra(way, free)];
}

const patternsOf = (patterns: readonly string[], name: string): string[] =>
  patterns.filter((pattern) => matcherOf(pattern).test(name));

function patternExtra(
  way: Way,
  patterns: readonly string[],
  pattern: string,
  named: ReadonlySet<string>,
): Extra[] {
  const { parts } = way.alternative;
  const made = matching(matcherOf(pattern).regex, { min: 0, max: Infinity }, way.engine.context) ?? harmless;
  const only = (name: string) => !named.has(name) && patternsOf(patterns, name).join('\n') === pattern;
  const schemas = parts.flatMap((part): Schema[] => {
    const rule = Object.hasOwn(part.patternProperties ?? {}, pattern)
      ? part.patternProperties?.[pattern]
      : part.additionalProperties;
    return rule === undefined ? [] : [rule];
  });
  if (schemas.includes(false) || allHidden(way, schemas)) return [];
  return [{ names: allowed(way, made, only), node: way.engine.node(schemas, new Map()), declared: true }];
}

const allHidden = (way: Way, schemas: readonly Schema[]): boolean =>
  schemas.some((schema) => isHidden(schema, way.engine.context.direction));

function otherExtra(way: Way, free: (name: string) => boolean): Extra[] {
  const { parts } = way.alternative;
  const schemas = schemasOf(parts, 'x_');
  const unnamed =
    patternsOf(
      parts.flatMap((part) => Object.keys(part.patternProperties ?? {})),
      'x_',
    ).length > 0;
  const rest = unnamed ? every(parts, 'additionalProperties') : schemas;
  const declared = rest.some((schema) => typeof schema === 'object');
  const closed = rest.includes(false) || allHidden(way, rest) || parts.some(isClosed);
  if (closed || (!declared && way.engine.context.extras === 'declared')) return [];
  return [{ names: allowed(way, otherNames(way), free), node: way.engine.node(rest, new Map()), declared }];
}

const isClosed = (part: SchemaObject): boolean => part.unevaluatedProperties === false;

/** Names by `propertyNames`, where there are such; harmless ones otherwise. */
function otherNames({ engine, alternative }: Way): fc.Arbitrary<string> {
  const schemas = every(alternative.parts, 'propertyNames');
  if (schemas.length === 0) return harmless;
  const node = engine.node([...schemas, TEXT], new Map());
  if (engine.height(node) === Infinity) return NO_NAME;
  const byRule = engine.arbitrary(node, 'all').filter((name): name is string => typeof name === 'string');
  return fc.oneof({ arbitrary: byRule, weight: 1 });
}

const TEXT: SchemaObject = { type: 'string' };
const NO_NAME = fc.constant('');

/** Names that `propertyNames` and the other properties leave. */
function allowed(
  way: Way,
  names: fc.Arbitrary<string>,
  free: (name: string) => boolean,
): fc.Arbitrary<string> {
  const schemas = every(way.alternative.parts, 'propertyNames');
  const fits = (name: string) => free(name) && way.engine.fits(schemas, name);
  return keeping(names, fits, () => {
    const reason = 'hardly any name is left by the other keywords (fewer than one in 1,000)';
    return new UnsupportedSchema(way.engine.placeOf(way.node.schemas), 'propertyNames', reason);
  });
}
