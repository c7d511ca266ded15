import type { JsonObject } from '../spec/json.ts';
import type { Extensions } from './extensions.ts';
import type { TableOptions } from './table-options.ts';

/**
 * A configuration file. Its properties are the options of the command line in camel case; the command line and
 * environment variables take precedence. Paths are relative to the file.
 */
export interface Config extends Omit<TableOptions, 'deviations' | 'fault' | 'variant'>, Extensions {
  /** Path or URL of the OpenAPI document. */
  contract?: string;
  /** Allows the document to refer to other files and URLs. */
  allowReferences?: boolean;
  /** URL of the server to test, or its name in the document. */
  target?: string;
  /** The file of `--fixtures`, or its content. */
  fixtures?: string | JsonObject;
  /** The file of `--deviations`. */
  knownFailures?: string;
}
