import { allTypes, type KeywordDefinition } from './definition.ts';

const coreKeyword = { vocabulary: 'core', appliesTo: allTypes } as const;
const content = { vocabulary: 'content', appliesTo: ['string'] } as const;
const metaData = { vocabulary: 'meta-data', appliesTo: allTypes } as const;

/**
 * Keywords that reject no value: identifiers and references (JSON Schema core, section 8), descriptions of content, and
 * metadata (validation, sections 8 and 9).
 */
export const annotationKeywords = {
  $schema: coreKeyword,
  $vocabulary: coreKeyword,
  $id: coreKeyword,
  $anchor: coreKeyword,
  $dynamicAnchor: coreKeyword,
  $ref: coreKeyword, // loading replaces it by the target
  $dynamicRef: coreKeyword, // loading replaces it, or the clauses that depend on it are not judged
  $defs: { ...coreKeyword, subschemas: { form: 'map' } },
  $comment: coreKeyword,
  contentEncoding: content,
  contentMediaType: content,
  contentSchema: { ...content, subschemas: { form: 'schema' } },
  title: metaData,
  description: metaData,
  default: metaData,
  deprecated: metaData,
  readOnly: metaData,
  writeOnly: metaData,
  examples: metaData,
  example: { vocabulary: 'openapi', appliesTo: allTypes },
} as const satisfies Record<string, KeywordDefinition>;
