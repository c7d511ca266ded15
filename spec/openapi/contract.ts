import type { JsonObject, SchemaPointer } from '../json.ts';
import type { Direction, Schema } from '../json-schema/schema.ts';

/** A line of a file, as printed: `spec/openapi.yaml:57`. Lines count from 1. */
export interface SourceLine {
  file: string;
  line: number;
}

/** Something wrong in a document: what, and where. */
export interface Defect {
  schemaPointer: SchemaPointer;
  source: SourceLine;
  description: string;
}

/** Why a schema refuses a value: one error of ajv, in our words. */
export interface SchemaError {
  /** The place in the value. */
  instancePointer: string;
  /** The place of the keyword in the document, where ajv can tell. */
  keyword: string;
  schemaPointer: SchemaPointer;
  message: string;
}

/** Says why a value does not fit a schema; an empty list when it does. */
export type Validate = (value: unknown) => SchemaError[];

/** The OpenAPI document with its overlay applied, dereferenced, with the line of every place. */
export interface Contract {
  title: string;
  version: string;
  /** The file, as printed: `spec/openapi.yaml`. */
  file: string;
  /** The document's own text, line by line, for excerpts and for the annotated contract. */
  lines: readonly string[];
  servers: readonly Server[];
  operations: readonly Operation[];
  /** Where the schema stands in the document. */
  pointerTo(schema: Schema): SchemaPointer | undefined;
  /** The line of a place; of its nearest ancestor that has one when the place itself has none. */
  locate(at: SchemaPointer): SourceLine;
  /** ajv, over the whole (not dereferenced) document, at the schema of this place. Compiled once a place and direction. */
  validator(at: SchemaPointer, direction: Direction): Validate;
  /** The document after overlay and upgrade, before dereferencing: for reports and for trying schemas one by one. */
  document: JsonObject;
}

export interface Server {
  /** `x-speakeasy-server-id`, or else a slug of the description. */
  name: string;
  url: string;
  description?: string;
}

export interface Operation {
  /** `operationId`, or `POST /path` where the document gives none. */
  id: string;
  /** Upper case. */
  method: string;
  /** As in the document, with its `{parameters}`. */
  path: string;
  schemaPointer: SchemaPointer;
  summary?: string;
  /** Alternatives (any one suffices), each a list of schemes that go together; none: no credentials needed. */
  security: readonly (readonly SecurityScheme[])[];
  parameters: readonly Parameter[];
  body?: RequestBody;
  responses: readonly Response[];
}

export interface SecurityScheme {
  name: string;
  schemaPointer: SchemaPointer;
  type: 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  /** Of `http`: `bearer`, `basic`, … in lower case. */
  scheme?: string;
  /** Of `apiKey`. */
  in?: 'query' | 'header' | 'cookie';
  parameter?: string;
  scopes: readonly string[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  pointer: SchemaPointer;
  /** Serialisation (OpenAPI 3.1.1, 4.8.12): `simple`, `form`, `deepObject`, …; the default of its `in` when not given. */
  style: string;
  explode: boolean;
  schema: Schema;
  schemaPointer: SchemaPointer;
}

export interface MediaType {
  /** `application/json`, without parameters, lower case. */
  type: string;
  pointer: SchemaPointer;
  schema: Schema;
  schemaPointer: SchemaPointer;
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
  headers: readonly {
    name: string;
    required: boolean;
    at: SchemaPointer;
    schema: Schema;
    schemaPointer: SchemaPointer;
  }[];
  content: readonly MediaType[];
}
