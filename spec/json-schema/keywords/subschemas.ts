import type { Schema, SchemaObject } from '../schema.ts';
import { type ApplicatorKeyword, applicatorKeywords, keywords } from './keywords.ts';

/**
 * A direct subschema, with the keyword and key that lead to it, and the step that it adds to the path of its schema
 * node.
 */
export interface Subschema {
  keyword: ApplicatorKeyword;
  key?: string | number;
  schema: Schema;
  step: string;
}

/** Lists the direct subschemas of a schema for which the schema tree has nodes. */
export function listSubschemas(schema: Schema): Subschema[] {
  return typeof schema === 'boolean'
    ? []
    : applicatorKeywords.flatMap((keyword) => subschemasUnder(schema, keyword));
}

function subschemasUnder(schema: SchemaObject, keyword: ApplicatorKeyword): Subschema[] {
  const { form, step = () => '' } = keywords[keyword].subschemas ?? {};
  // Loading has checked the document against the meta-schema: these values are schemas.
  const value = schema[keyword] as Schema | Schema[] | Record<string, Schema> | undefined;
  if (value === undefined || value === null) return [];
  if (form === 'schema') return [{ keyword, schema: value as Schema, step: step('', 0) }];
  return Object.entries(value).map(([key, subschema], index) => ({
    keyword,
    key: form === 'list' ? index : key,
    schema: subschema,
    step: step(key, index),
  }));
}
