import { serializeRequest } from '../../http/serialize/serialize-request.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';

/** A positive case without id: a valid message derived from a seed message, which covers these clauses if it is accepted. */
export function toValidCase(
  { model }: PlanContext,
  { fixtures, isKnownValid }: SeedMessage,
  message: RequestMessage,
  description: string,
  covers: readonly string[],
): Omit<Case, 'id'> {
  return {
    operation: model.operation.id,
    kind: 'valid',
    description,
    request: serializeRequest(model.operation, message),
    covers,
    fixtures,
    ...(!isKnownValid && { mayBeRejected: true as const }),
  };
}
