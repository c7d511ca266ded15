import { isSerializable, parseJsonBody } from '../../json-body.ts';
import type { ReadBody } from './body.ts';

/** Reads JSON. A number outside the range of a double makes the body unreadable. */
export const readJson: ReadBody = ({ bytes, settings }) => {
  const parsed = parseJsonBody(bytes, settings.maxDepth);
  if (parsed.kind !== 'value') return { unreadable: 'the body is not JSON' };
  return isSerializable(parsed.value) ? parsed : { unreadable: 'a number is too large' };
};
