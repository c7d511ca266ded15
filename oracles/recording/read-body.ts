import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Violation } from '../../spec/openapi/case.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import { findMainMediaType, findMediaType, isJsonMediaType } from '../../spec/openapi/media-type.ts';
import { type BodySpec, findHeader } from '../../spec/openapi/request.ts';
import { isRedacted } from '../check-context.ts';
import { listBodyViolations } from './list-body-violations.ts';

/** What a recorded request body shows. */
export interface BodyReport {
  body?: BodySpec;
  violations: Violation[];
  /**
   * Whether the body may be invalid: it is not JSON, of another media type, recorded in part, or invalid and with a
   * placeholder for a secret.
   */
  isUncertain: boolean;
  /** Set if a required body is missing: the request is then judged like the probe of this rule. */
  role?: 'robustness:empty-body';
  /** The rule whose probe the request resembles, so that a server may answer it with the same statuses. */
  resembles?: 'protocol:other-media-type' | 'protocol:no-media-type' | 'robustness:large-body';
}

/** Compares the body of a recorded request with the schema of the operation's main media type. */
export function readBody(model: OperationModel, exchange: RecordedExchange): BodyReport {
  const report = compareBody(model, exchange);
  const isTooLarge = exchange.response?.status === 413 && report.body !== undefined;
  return isTooLarge ? { ...report, resembles: 'robustness:large-body' } : report;
}

function compareBody(model: OperationModel, { sent, sentJson }: RecordedExchange): BodyReport {
  const { body: described } = model.operation;
  const text = sent.body ?? '';
  if (text === '') {
    // an empty text can be a valid body of another media type
    const isMissing =
      described?.required === true && isJsonMediaType(findMainMediaType(described.content)?.type ?? '');
    if (described?.required && !isMissing) return { violations: [], isUncertain: true };
    return { violations: [], isUncertain: isMissing, ...(isMissing && { role: 'robustness:empty-body' }) };
  }
  if (!described) return { body: { text }, violations: [], isUncertain: false };
  const mediaType = findHeader(sent.headers, 'content-type');
  const media = mediaType === undefined ? undefined : findMediaType(described.content, mediaType);
  if (!media && described.content.length > 0)
    return {
      ...{ body: { text }, violations: [], isUncertain: true },
      resembles: mediaType === undefined ? 'protocol:no-media-type' : 'protocol:other-media-type',
    };
  const isMain = media !== undefined && media === findMainMediaType(described.content);
  const isJson = mediaType !== undefined && isJsonMediaType(mediaType);
  if (!isMain || !isJson || !sentJson || !model.request)
    return { body: { text }, violations: [], isUncertain: true };
  const json = sentJson.value;
  const violations = listBodyViolations(model, json);
  // a placeholder has neither the length nor the syntax of the secret that it replaces
  if (violations.length > 0 && isRedacted(text)) return { body: { json }, violations: [], isUncertain: true };
  return { body: { json }, violations, isUncertain: false };
}
