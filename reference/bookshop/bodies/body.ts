import type { Json } from '../../../spec/json.ts';
import type { Settings } from '../settings.ts';
import type { ValueType } from '../values/value-type.ts';

export interface BodyDefinition {
  required: boolean;
  /** The type of the body by media type. */
  content: Readonly<Record<string, ValueType>>;
}

/** A body that was read, or the reason why it cannot be read. */
export type BodyValue = { value: Json } | { unreadable: string };

/**
 * Reads a body of one media type.
 * @param input `contentType` includes the parameters of the media type
 */
export type ReadBody = (input: {
  bytes: Uint8Array;
  contentType: string;
  type: ValueType;
  settings: Settings;
}) => BodyValue;
