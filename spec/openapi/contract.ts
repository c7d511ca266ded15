import type { Defect, Locate } from '../document/defect.ts';
import type { UnsupportedPart } from '../document/downgrade-document.ts';
import type { InstancePointer, Json, JsonObject, SchemaPointer } from '../json.ts';
import type { Direction, Schema } from '../json-schema/schema.ts';

/** An error of ajv, with pointers into the contract's document. */
export interface ValidationError {
  /** Location of the invalid value; for a missing or unexpected property, the location of the property. */
  instancePointer: InstancePointer;
  keyword: string;
  /** Location of the keyword in the document. */
  schemaPointer: SchemaPointer;
  message: string;
}

/** Returns all errors of a value; an empty list if it is valid. */
export type Validator = (value: unknown) => ValidationError[];

/** An OpenAPI document with its overlay applied and its references resolved. */
export interface Contract {
  title: string;
  version: string;
  /** Path as shown in messages: `spec/openapi.yaml`. */
  file: string;
  /** The lines of the file, for excerpts and for the annotated contract. */
  lines: readonly string[];
  servers: readonly Server[];
  operations: readonly Operation[];
  /** The defects of the document that concern only some of its operations, or none. */
  defects: readonly Defect[];
  /** The parts of OpenAPI 3.2 that are not tested. */
  unsupported: readonly UnsupportedPart[];
  /** Returns the pointer of a schema of this contract: that of its definition, wherever it is used. */
  pointerTo(schema: Schema): SchemaPointer | undefined;
  locate: Locate;
  /** Returns the ajv validator of the schema at a pointer. Compiled on first use, once per pointer and direction. */
  getValidator(pointer: SchemaPointer, direction: Direction): Validator;
  /** The document with its overlay applied, upgraded to OpenAPI 3.1, with its internal references. */
  document: JsonObject;
}

export interface Server {
  /** `x-speakeasy-server-id`, or a slug of the description, or of the host. Unique within the contract. */
  name: string;
  url: string;
  description?: string;
}

export interface Operation {
  /** `operationId`, or method and path if there is none: `POST /path`. */
  id: string;
  /** In upper case. */
  method: string;
  /** As in the document, with its template expressions. */
  path: string;
  pointer: SchemaPointer;
  summary?: string;
  /** Alternatives, each a list of schemes that are all required. Empty if no credentials are needed. */
  security: readonly (readonly SecurityScheme[])[];
  parameters: readonly Parameter[];
  body?: RequestBody;
  responses: readonly Response[];
  /**
   * Defects of the document because of which the operation cannot be tested. It then has neither parameters nor
   * responses.
   */
  defects?: readonly Defect[];
}

export interface SecurityScheme {
  name: string;
  pointer: SchemaPointer;
  type: 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS' | 'unknown';
  /** Authentication scheme of type `http`, in lower case: `bearer`, `basic`, … */
  scheme?: string;
  /** Location of an `apiKey`. */
  in?: 'query' | 'header' | 'cookie';
  /** Name of the parameter that carries an `apiKey`. */
  parameter?: string;
  scopes: readonly string[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  /** Location of the Parameter Object. */
  pointer: SchemaPointer;
  /** Serialization style (OpenAPI 3.1.1 section 4.8.12), by default that of `in`: `simple`, `form`, `deepObject`, … */
  style: string;
  explode: boolean;
  /** The media type of the value, if `content` describes it instead of `schema` and `style`. */
  mediaType?: string;
  allowReserved: boolean;
  allowEmptyValue: boolean;
  /** The values of `example` and `examples`. */
  examples: readonly Json[];
  schema: Schema;
  schemaPointer: SchemaPointer;
}

export interface MediaType {
  /** In lower case, without parameters: `application/json`. */
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
  /** `201`, `4XX` or `default`. */
  status: string;
  pointer: SchemaPointer;
  description: string;
  headers: readonly ResponseHeader[];
  content: readonly MediaType[];
}

export interface ResponseHeader {
  name: string;
  required: boolean;
  /** Location of the Header Object. */
  pointer: SchemaPointer;
  explode: boolean;
  /** The media type of the value, if `content` describes it. */
  mediaType?: string;
  schema: Schema;
  schemaPointer: SchemaPointer;
}
