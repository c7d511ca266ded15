import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import type { MessageSource } from '../bookshop/message-source.ts';
import type { Settings as ReadingSettings } from '../bookshop/settings.ts';
import type { Issue } from '../bookshop/values/value-type.ts';
import type { JsonResponse } from '../pipeline.ts';

/** A request for an operation, with the values of its message. */
export interface StyleRequest extends MessageSource {
  method: string;
  message: RequestMessage;
}

/** One method of one path, and how it answers a valid request. */
export type StyleOperation = MessageSource['operation'] & {
  method: string;
  handle(request: StyleRequest): JsonResponse;
};

/** An implementation of the document of a style, with its state. */
export interface Application {
  operations: readonly StyleOperation[];
  /** How parameters and bodies are read, where it is not as usual. */
  reading?: Partial<ReadingSettings>;
  /** Called before the request is validated: a response here is the answer. */
  screen?(request: StyleRequest): JsonResponse | undefined;
  /** The response to an invalid request. */
  reject(issues: readonly Issue[], request: StyleRequest): JsonResponse;
  /** The response to a body of a media type that the operation does not take. */
  rejectMediaType(): JsonResponse;
}
