import type { JsonObject } from '../spec/json.ts';
import type { TableOptions } from './table-options.ts';

/**
 * A secret: its value, the environment variable that has it, or a function that returns it, for example after a login.
 */
export type Secret = string | { env: string } | (() => string | Promise<string>);

/**
 * A configuration file. Its properties are the options of the command line in camel case; the command line and
 * environment variables take precedence. Paths are relative to the file.
 */
export interface Config extends Omit<TableOptions, 'deviations' | 'fault' | 'variant' | 'accessToken'> {
  /** Path or URL of the OpenAPI document. */
  contract?: string;
  /** Allows the document to refer to other files and URLs. */
  allowReferences?: boolean;
  /** URL of the server to test, or its name in the document. */
  target?: string;
  /** The token for all security schemes with bearer tokens. */
  accessToken?: Secret;
  /** Token, key or `USER:PASSWORD` by the name of a security scheme. */
  credentials?: Readonly<Record<string, Secret>>;
  /** Header fields to send with every request. */
  headers?: Readonly<Record<string, string>>;
  /** The file of `--fixtures`, or its content. */
  fixtures?: string | JsonObject;
  /** The file of `--deviations`. */
  knownFailures?: string;
}
