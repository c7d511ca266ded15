import type { SchemaPointer } from '../spec/json.ts';

/** Thrown if no values can be generated for a schema, because it accepts none or uses an unsupported feature. */
export class UnsupportedSchema extends Error {
  override name = 'UnsupportedSchema';
  readonly schemaPointer: SchemaPointer | undefined;
  readonly keyword: string;
  readonly reason: string;
  constructor(
    schemaPointer: SchemaPointer | undefined,
    keyword: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${schemaPointer ?? 'a schema'}: ${keyword}: ${reason}`, options);
    this.schemaPointer = schemaPointer;
    this.keyword = keyword;
    this.reason = reason;
  }
}
