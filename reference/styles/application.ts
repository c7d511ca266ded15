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

/** One method of one path, and its handler for valid requests. */
export type StyleOperation = MessageSource['operation'] & {
  method: string;
  handle(request: StyleRequest): JsonResponse;
};

/** A server for the document of a style, with its state. */
export interface Application {
  operations: readonly StyleOperation[];
  /** Settings for reading parameters and bodies, where they differ from the defaults. */
  reading?: Partial<ReadingSettings>;
  /** Called before the request is validated. If it returns a response, that is sent. */
  screen?(request: StyleRequest): JsonResponse | undefined;
  /** Creates the response to an invalid request. */
  reject(issues: readonly Issue[], request: StyleRequest): JsonResponse;
  /** Creates the response to a body in a media type that the operation does not accept. */
  rejectMediaType(): JsonResponse;
}
