import type { Json } from '../json.ts';
import type { HeaderList } from './request.ts';

/** The body of a response, parsed strictly (RFC 8259). */
export interface ReceivedBody {
  /** The text decoded as UTF-8, with secrets replaced, truncated to the number of bytes that a run retains. */
  text: string;
  /**
   * The length in bytes after content decoding. If the body was not read to its end, the number of bytes that were
   * read.
   */
  bytes: number;
  truncated: boolean;
  /** The parsed value with secrets replaced, if the text is JSON. */
  json?: { value: Json };
  /** Why the text could not be parsed as JSON: "invalid UTF-8", "nested more than 500 levels". */
  unreadable?: string;
  /**
   * Set if the suite did not read the text to its end, as it is nested too deep or was recorded in part: it may be
   * JSON.
   */
  isUnread?: true;
  /** Member names that occur more than once in one object (RFC 8259 section 4: they SHOULD be unique). */
  duplicates?: readonly string[];
}

export interface ReceivedResponse {
  status: number;
  headers: HeaderList;
  body: ReceivedBody;
}
