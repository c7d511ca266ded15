import { getOwn, isObject, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import type { UnlocatedDefect } from './defect.ts';
import { findInfiniteSchemas } from './infinite-schemas.ts';
import { parseReference } from './reference.ts';
import { resolvePointer } from './resolve-pointer.ts';
import { walkObjects } from './walk-objects.ts';

/**
 * Finds defects that the schemas of OpenAPI and JSON Schema do not detect but that would make every verdict doubtful.
 */
export function findFatalDefects(document: JsonObject): UnlocatedDefect[] {
  return [
    ...findDuplicateOperationIds(document),
    ...findBrokenMappings(document),
    ...findUndefinedSecuritySchemes(document),
    ...findInfiniteSchemas(document).map((schemaPointer) => ({
      schemaPointer,
      description: 'is a schema that applies itself to the same value, so that validation never ends',
    })),
  ];
}

function* findDuplicateOperationIds(document: JsonObject): Generator<UnlocatedDefect> {
  const seen = new Map<string, SchemaPointer>();
  for (const { kind, value, pointer } of walkObjects(document)) {
    const id = kind === 'operation' ? getOwn(value, 'operationId') : undefined;
    if (typeof id !== 'string') continue;
    const first = seen.get(id);
    if (first) {
      const schemaPointer = joinPointer(pointer, 'operationId');
      yield { schemaPointer, description: `repeats the operationId \`${id}\` of ${first}` };
    }
    seen.set(id, first ?? pointer);
  }
}

/**
 * Finds mappings that refer to no schema. The values of a mapping are names or URIs of schemas (OpenAPI 3.1.1 section
 * 4.8.25).
 */
function* findBrokenMappings(document: JsonObject): Generator<UnlocatedDefect> {
  for (const { kind, value, pointer } of walkObjects(document)) {
    const discriminator = kind === 'schema' ? getOwn(value, 'discriminator') : undefined;
    const mapping = isObject(discriminator) ? discriminator.mapping : undefined;
    if (!isObject(mapping)) continue;
    for (const [name, target] of Object.entries(mapping)) {
      const description = describeBrokenTarget(document, target);
      const schemaPointer = joinPointer(pointer, 'discriminator', 'mapping', name);
      if (description) yield { schemaPointer, description };
    }
  }
}

function describeBrokenTarget(document: JsonObject, target: unknown): string | undefined {
  if (typeof target !== 'string') return 'is a discriminator mapping to a value that is not a string';
  const component: SchemaPointer = joinPointer('#', 'components', 'schemas', target);
  const pointer = parseReference(target) ?? component;
  return resolvePointer(document, pointer) ? undefined : `maps to ${target}, which does not exist`;
}

function* findUndefinedSecuritySchemes(document: JsonObject): Generator<UnlocatedDefect> {
  for (const { kind, value, pointer } of walkObjects(document)) {
    const requirements = kind === 'document' || kind === 'operation' ? getOwn(value, 'security') : undefined;
    if (!Array.isArray(requirements)) continue;
    for (const [index, requirement] of requirements.entries())
      for (const name of isObject(requirement) ? Object.keys(requirement) : [])
        if (!resolvePointer(document, joinPointer('#', 'components', 'securitySchemes', name)))
          yield {
            schemaPointer: joinPointer(pointer, 'security', index, name),
            description: `requires the security scheme \`${name}\`, which is not defined`,
          };
  }
}
