import type { IncomingHttpHeaders } from 'node:http';
import type { BodyDefinition } from './bodies/body.ts';
import type { ParameterDefinition } from './parameters/parameter.ts';
import type { Settings } from './settings.ts';

/** The parts of a request from which its message is read, with the operation that defines them. */
export interface MessageSource {
  operation: { path: string; parameters?: readonly ParameterDefinition[]; body?: BodyDefinition };
  url: URL;
  headers: IncomingHttpHeaders;
  bytes: Uint8Array;
  settings: Readonly<Settings>;
}
