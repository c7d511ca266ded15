import { nameResponseTree } from '../spec/clauses/operation-model.ts';
import type { Observation } from '../spec/clauses/verdict.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import { findMediaType, isJsonMediaType } from '../spec/openapi/media-type.ts';
import { type CheckContext, type Failure, getMediaType } from './check-context.ts';
import { createFinding } from './create-finding.ts';
import { judgeShape } from './judge-shape.ts';
import type { ShapeObservation } from './shape-position.ts';

/**
 * Judges a JSON body by the schema of its media type. Without a `Content-Type`, the first documented JSON media type
 * applies. The rule `protocol:json` judges whether the body is JSON.
 */
export function judgeBody(context: CheckContext): Observation[] {
  const { model, exchange, response, documented } = context;
  if (!documented || !response.body.json || isRejectedByParser(context)) return [];
  const mediaType = getMediaType(response);
  const described =
    mediaType === undefined
      ? documented.content.find(({ type }) => isJsonMediaType(type))
      : findMediaType(documented.content, mediaType);
  const root = described && model.responses.get(nameResponseTree(documented, described));
  if (!root) return [];
  return toShapeObservations(exchange, judgeShape(root, response.body.json.value));
}

/** Converts the results of a body to observations of its exchange. */
export const toShapeObservations = (
  exchange: Exchange,
  results: readonly ShapeObservation[],
): Observation[] =>
  results.map(({ clause, failure }) => {
    if (!failure) return { clause };
    const { instancePointer, expected, defect, causePointer } = failure;
    const received = failure.received === undefined ? { words: 'nothing' } : { value: failure.received };
    const location = { body: instancePointer };
    const located: Failure = {
      ...{ location, expected, received },
      ...(defect !== undefined && { defect }),
      ...(causePointer !== undefined && { causePointer }),
    };
    return { clause, finding: createFinding(clause, exchange, located) };
  });

/**
 * Whether a parser may have rejected the request body before the operation received it: the body is text that no schema
 * describes. Any error response is then allowed, in the format of the framework, even if the document describes that
 * status for other errors.
 */
const isRejectedByParser = ({ model, exchange, response }: CheckContext): boolean => {
  const { role = '', request } = exchange.case;
  const isText = request.body !== undefined && !('json' in request.body);
  return !model.strictErrors && isText && role.startsWith('robustness:') && response.status >= 400;
};
