import type { InstancePointer, Json, SchemaPointer } from '../spec/json.ts';
import type { Direction } from '../spec/json-schema/schema.ts';
import type { Contract } from '../spec/openapi/contract.ts';

/** In a pin: the place is left out. */
export const absent: unique symbol = Symbol('absent');

/** The only values that may stand at a place. */
export type Pin = readonly (Json | typeof absent)[];

/** What the values are for. Arbitraries are cached by this object's identity: make one and keep it. */
export interface ValidContext {
  contract: Pick<Contract, 'pointerTo' | 'validator'>;
  direction: Direction;
  /** By place in the body: what stands there instead of what the schema would give. */
  pins?: ReadonlyMap<InstancePointer, Pin>;
  /** `plain` (when not given): no control characters and no noncharacters; `any`: all that JSON can carry but lone surrogates. */
  text?: 'plain' | 'any';
  /** `web` (when not given, in requests): http(s), readable by browsers, in length before and after normalisation; `any` (when not given, in responses): all of RFC 3986. */
  urls?: 'web' | 'any';
  /** Names that no additional property may take. */
  reserved?: readonly string[];
  /** `declared`: additional properties only where the document gives them a schema; `any` (when not given): wherever it allows them. */
  extras?: 'any' | 'declared';
}

/** A schema for which no values can be made, and why: it admits none, or asks for what is not supported. */
export class UnsupportedSchema extends Error {
  override name = 'UnsupportedSchema';
  readonly at: SchemaPointer | undefined;
  readonly keyword: string;
  readonly reason: string;
  constructor(at: SchemaPointer | undefined, keyword: string, reason: string, options?: ErrorOptions) {
    super(`${at ?? 'a schema'}: ${keyword}: ${reason}`, options);
    this.at = at;
    this.keyword = keyword;
    this.reason = reason;
  }
}

/** Demands that no value meets together: a branch with such demands is never taken. */
export class NoValue extends Error {
  override name = 'NoValue';
  readonly keyword: string;
  readonly reason: string;
  constructor(keyword: string, reason: string) {
    super(`${keyword}: ${reason}`);
    this.keyword = keyword;
    this.reason = reason;
  }
}
