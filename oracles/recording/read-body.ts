import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Violation } from '../../spec/openapi/case.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import { findMainMediaType, findMediaType, isJsonMediaType } from '../../spec/openapi/media-type.ts';
import type { BodySpec } from '../../spec/openapi/request.ts';
import { listBodyViolations } from './list-body-violations.ts';
import { getSentHeader } from './read-parameters.ts';

/** What a recorded request body shows. */
export interface BodyReport {
  body?: BodySpec;
  violations: Violation[];
  /** Whether no schema applies to the body: it is not JSON, of another media type, or recorded in part. */
  isUncertain: boolean;
  /** Set if a required body is missing: the request is then judged like the probe of this rule. */
  role?: 'robustness:empty-body';
}

/** Compares the body of a recorded request with the schema of the operation's main media type. */
export function readBody(model: OperationModel, { sent, sentJson }: RecordedExchange): BodyReport {
  const { body: described } = model.operation;
  const text = sent.body ?? '';
  if (text === '') {
    const isMissing = described?.required === true;
    return { violations: [], isUncertain: isMissing, ...(isMissing && { role: 'robustness:empty-body' }) };
  }
  if (!described) return { body: { text }, violations: [], isUncertain: false };
  const mediaType = getSentHeader(sent.headers, 'content-type');
  const media = mediaType === undefined ? undefined : findMediaType(described.content, mediaType);
  const isMain = media !== undefined && media === findMainMediaType(described.content);
  const isJson = mediaType !== undefined && isJsonMediaType(mediaType);
  if (!isMain || !isJson || !sentJson || !model.request)
    return { body: { text }, violations: [], isUncertain: true };
  const json = sentJson.value;
  return { body: { json }, violations: listBodyViolations(model, json), isUncertain: false };
}
