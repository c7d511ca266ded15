import type { Defect, Locate } from '../document/defect.ts';
import type { UnsupportedPart } from '../document/downgrade-document.ts';
import type { InstancePointer, Json, JsonObject, SchemaPointer } from '../json.ts';
import type { Direction, Schema } from '../json-schema/schema.ts';

/** An error of ajv, with pointers into the contract's document. */
export interface ValidationError {
  /** Location of the invalid value; for a missing or unexpected property, the location of that property. */
  instancePointer: InstancePointer;
  keyword: string;
  /** Location of the keyword in the document. */
  schemaPointer: SchemaPointer;
  message: string;
}

/** Returns all errors of a value; an empty list if it is valid. */
export interface Validator {
  (value: unknown): ValidationError[];
  /** Returns the number of errors, which takes less time. */
  countErrors(value: unknown): number;
  /**
   * Whether the value is valid, which takes the least time. The value must not change afterwards, because the results for
   * parts of requests are remembered.
   */
  accepts(value: unknown): boolean;
}

/** An OpenAPI document with its overlay applied and its references resolved. */
export interface Contract {
  title: string;
  version: string;
  /** The path of the file as messages show it: `spec/openapi.yaml`. */
  file: string;
  /** The lines of the file, for excerpts and for the annotated contract. */
  lines: readonly string[];
  servers: readonly Server[];
  operations: readonly Operation[];
  /**
   * The webhooks as operations of the receiver. Their ids begin with `webhook:`, and their paths are their names in
   * the document.
   */
  webhooks: readonly Operation[];
  /** The defects of the document. Each concerns only some of its operations: others make loading fail. */
  defects: readonly Defect[];
  /** The parts of an OpenAPI 3.2 document that are not tested. */
  unsupported: readonly UnsupportedPart[];
  /** Returns where a schema of this contract is defined in the document, however it is reached. */
  pointerTo(schema: Schema): SchemaPointer | undefined;
  locate: Locate;
  /**
   * Returns the ajv validator of the schema at a pointer. It is compiled on first use, once per pointer and direction.
   */
  getValidator(pointer: SchemaPointer, direction: Direction): Validator;
  /** The document with its overlay applied, upgraded to OpenAPI 3.1, before internal references are resolved. */
  document: JsonObject;
}

export interface Server {
  /**
   * The server's name: `x-speakeasy-server-id`, or else a slug of its description or host. Unique within the contract.
   */
  name: string;
  url: string;
  description?: string;
}

export interface Operation {
  /** The `operationId`, or method and path (`POST /path`) if the document has none. */
  id: string;
  /** The method in upper case. */
  method: string;
  /** The path as in the document, with its template expressions: `/v1/orders/{id}`. */
  path: string;
  pointer: SchemaPointer;
  summary?: string;
  description?: string;
  tags: readonly string[];
  deprecated: boolean;
  /**
   * The alternatives of its credentials. Each lists security schemes that are all required. Empty if no credentials are
   * needed.
   */
  security: readonly (readonly SecurityScheme[])[];
  parameters: readonly Parameter[];
  body?: RequestBody;
  responses: readonly Response[];
  /**
   * Defects of the document that make it impossible to test the operation. It then has neither parameters nor
   * responses.
   */
  defects?: readonly Defect[];
}

export interface SecurityScheme {
  name: string;
  pointer: SchemaPointer;
  type: 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS' | 'unknown';
  /** The authentication scheme of type `http` in lower case: `bearer`, `basic`, … */
  scheme?: string;
  /** The part of the request that carries an `apiKey`. */
  in?: 'query' | 'header' | 'cookie';
  /** The name of the parameter that carries an `apiKey`. */
  parameter?: string;
  scopes: readonly string[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  description?: string;
  /** Location of the Parameter Object. */
  pointer: SchemaPointer;
  /**
   * The serialization style (OpenAPI 3.1.1 section 4.8.12): `simple`, `form`, `deepObject`, … The default depends on
   * `in`.
   */
  style: string;
  explode: boolean;
  /**
   * The media type of the parameter's value. Set if `content` describes the parameter instead of `schema` and `style`.
   */
  mediaType?: string;
  allowReserved: boolean;
  allowEmptyValue: boolean;
  /** The values of `example` and `examples`. */
  examples: readonly Json[];
  schema: Schema;
  schemaPointer: SchemaPointer;
}

export interface MediaType {
  /** The media type in lower case, without parameters: `application/json`. */
  type: string;
  /** Location of the Media Type Object. */
  pointer: SchemaPointer;
  /** The Encoding Objects of a form or multipart body, by property. */
  encoding: Readonly<Record<string, Encoding>>;
  /** The values of `example` and `examples`. */
  examples: readonly Json[];
  schema: Schema;
  schemaPointer: SchemaPointer;
}

/** How a property of a form or multipart body is serialized (OpenAPI 3.1.1 section 4.8.15). */
export interface Encoding {
  contentType?: string;
  style?: string;
  explode?: boolean;
}

export interface RequestBody {
  required: boolean;
  pointer: SchemaPointer;
  content: readonly MediaType[];
}

export interface Response {
  /** A key of `responses`: `201`, `4XX` or `default`. */
  status: string;
  pointer: SchemaPointer;
  description: string;
  headers: readonly ResponseHeader[];
  content: readonly MediaType[];
  links: readonly Link[];
}

/** How values of a response are used as parameters of another operation (OpenAPI 3.1.1 section 4.8.20). */
export interface Link {
  operationId?: string;
  /** Runtime expressions by the name of the parameter. */
  parameters: Readonly<Record<string, string>>;
}

export interface ResponseHeader {
  name: string;
  required: boolean;
  /** Location of the Header Object. */
  pointer: SchemaPointer;
  explode: boolean;
  /** The media type of the header's value. Set if `content` describes the header instead of `schema`. */
  mediaType?: string;
  schema: Schema;
  schemaPointer: SchemaPointer;
}
