import { serializeRequest } from '../../http/serialize/serialize-request.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';

/**
 * Creates a positive case, without an id, for a valid message that is derived from a seed message. It covers the given
 * clauses if it is accepted.
 */
export function toValidCase(
  { model }: PlanContext,
  { fixtures, isKnownValid }: Pick<SeedMessage, 'fixtures' | 'isKnownValid'>,
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
