import type { ParameterLocation } from '../../../spec/openapi/request-message.ts';
import type { ValueType } from '../values/value-type.ts';

export interface ParameterDefinition {
  name: string;
  in: ParameterLocation;
  type: ValueType;
  /** False by default; path parameters are always required. */
  required?: boolean;
  /** By default `form` in a query or cookie and `simple` in a path or header (OpenAPI 3.1.1 section 4.8.12.2.1). */
  style?: 'label' | 'matrix' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  /** True by default for `form`. */
  explode?: boolean;
  /** True if the value is written as JSON. */
  isJson?: true;
}
