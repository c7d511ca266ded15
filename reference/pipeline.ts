import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Json, JsonObject } from '../spec/json.ts';
import type { Reading } from './json-text.ts';
import type { Settings } from './settings.ts';
import type { CustomerRecord, Grant, World } from './store.ts';

/** Who asks. */
export type Subject = { kind: 'anonymous' } | { kind: 'unknown' } | ({ kind: 'organization' } & Grant);

/** Why a value is refused, in pydantic's words. */
export interface Issue {
  type: string;
  msg: string;
  ctx?: JsonObject;
}

/** One field of one branch of the body's union, and what speaks against it. */
export interface Field {
  branch: string;
  name: string;
  required: boolean;
  /** Undefined when absent. */
  value: Json | undefined;
  issue: Issue | undefined;
}

/** Which customer or member a valid body names, and what was found. */
export interface Lookup<Found> {
  field: string;
  value: Json;
  found: Found | undefined;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  /** Undefined: no body. */
  body: Json | undefined;
}

/** An answer as it goes out. */
export interface Wire {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Uint8Array;
  /** Puts it on the connection; faults may break the framing here. */
  put(outgoing: ServerResponse, wire: Wire): void;
}

/** One request on its way through the server. */
export interface Ask {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  bytes: Uint8Array;
  /** Counts the server's requests from 1. */
  number: number;
  /** Repeatable: follows from the server's seed and `number`. */
  random(): number;
  world: World;
  settings: Settings;
  /** The server's own, for faults that remember. */
  memory: Map<string, Json>;
  /** The body, once read as JSON. */
  body: Json | undefined;
  /** The customer, once found. */
  customer: CustomerRecord | undefined;
  through: Through;
}

/** The way of a request, stage by stage, and what each hands on. */
interface Values {
  /** As received. */
  ask: Ask;
  subject: Subject;
  reading: Reading;
  field: Field;
  /** Of a whole body: the errors of all branches; empty when it is accepted. */
  errors: JsonObject[];
  found: Lookup<CustomerRecord>;
  member: Lookup<JsonObject>;
  token: string;
  customer: Json;
  session: Json;
  /** Of a 422: what stands in `detail`. */
  detail: Json;
  answer: Answer;
  wire: Wire;
}

/** Changes to what the stages hand on. */
export type Stages = { [Stage in keyof Values]?: (value: Values[Stage], ask: Ask) => Values[Stage] };

/** Hands a value through every deviation of a stage. */
export type Through = <Stage extends keyof Values>(
  stage: Stage,
  value: Values[Stage],
  ask: Ask,
) => Values[Stage];

/** A named departure from the reference: a fault violates the contract, a variant does not. */
export interface Deviation extends Stages {
  id: string;
  says: string;
  settings?: Partial<Settings>;
}

/** The stages of several deviations, one after the other. */
export function throughAll(deviations: readonly Stages[]): Through {
  return (stage, value, ask) =>
    deviations.reduce((handed, deviation) => {
      const change: Stages[typeof stage] = deviation[stage];
      return change === undefined ? handed : change(handed, ask);
    }, value);
}
