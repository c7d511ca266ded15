import type { SchemaPointer } from '../spec/json.ts';

/** No values can be generated for the schema: it accepts none, or it uses an unsupported feature. */
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
