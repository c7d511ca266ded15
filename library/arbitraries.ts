export { NoInvalidValue } from '../arbitraries/invalid/invalid-value.ts';
export { UnsupportedSchema } from '../arbitraries/unsupported-schema.ts';
export { invalidJsonSchema, type JsonSchema, jsonSchema } from './json-schema-arbitraries.ts';
export {
  type GeneratedRequest,
  type InvalidRequest,
  type OpenapiArbitraries,
  openapi,
} from './openapi-arbitraries.ts';
