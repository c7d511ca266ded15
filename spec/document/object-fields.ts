/** The methods that a Path Item Object can have (OpenAPI 3.1.1 section 4.8.9). */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** The types of objects in an OpenAPI document that can contain schemas or references. */
export type ObjectKind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'callback'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'schema'
  | 'securityScheme'
  | 'example'
  | 'link';

/** The type of a field: an object, an array of objects, or a map of objects by name. */
export type FieldType = ObjectKind | { list: ObjectKind } | { map: ObjectKind };

const parameterFields = {
  schema: 'schema',
  content: { map: 'mediaType' },
  examples: { map: 'example' },
} as const satisfies Record<string, FieldType>;

/**
 * The fields of each object (OpenAPI 3.1.1 section 4.8, JSON Schema 2020-12 core section 10). The value of any other
 * field is a literal or an extension, in which `$ref` is not a reference and `nullable` not a keyword.
 */
export const objectFields: Record<ObjectKind, Record<string, FieldType>> = {
  document: { components: 'components', paths: { map: 'pathItem' }, webhooks: { map: 'pathItem' } },
  components: {
    schemas: { map: 'schema' },
    responses: { map: 'response' },
    parameters: { map: 'parameter' },
    examples: { map: 'example' },
    requestBodies: { map: 'requestBody' },
    headers: { map: 'header' },
    securitySchemes: { map: 'securityScheme' },
    links: { map: 'link' },
    callbacks: { map: 'callback' },
    pathItems: { map: 'pathItem' },
    mediaTypes: { map: 'mediaType' }, // OpenAPI 3.2
  },
  pathItem: {
    parameters: { list: 'parameter' },
    ...Object.fromEntries(METHODS.map((method) => [method, 'operation' as const])),
  },
  operation: {
    parameters: { list: 'parameter' },
    requestBody: 'requestBody',
    responses: { map: 'response' },
    callbacks: { map: 'callback' },
  },
  callback: {},
  parameter: parameterFields,
  header: parameterFields,
  requestBody: { content: { map: 'mediaType' } },
  response: { headers: { map: 'header' }, content: { map: 'mediaType' }, links: { map: 'link' } },
  mediaType: { schema: 'schema', examples: { map: 'example' }, encoding: { map: 'encoding' } },
  encoding: { headers: { map: 'header' } },
  schema: {
    allOf: { list: 'schema' },
    anyOf: { list: 'schema' },
    oneOf: { list: 'schema' },
    not: 'schema',
    if: 'schema',
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: 'schema',
    else: 'schema',
    dependentSchemas: { map: 'schema' },
    prefixItems: { list: 'schema' },
    items: 'schema',
    contains: 'schema',
    properties: { map: 'schema' },
    patternProperties: { map: 'schema' },
    additionalProperties: 'schema',
    propertyNames: 'schema',
    unevaluatedItems: 'schema',
    unevaluatedProperties: 'schema',
    contentSchema: 'schema',
    $defs: { map: 'schema' },
    definitions: { map: 'schema' },
  },
  securityScheme: {},
  example: {},
  link: {},
};
