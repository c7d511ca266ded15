import { isObject } from '../../spec/json.ts';
import type { ConformanceEntry } from '../../spec/openapi/conformance-entry.ts';
import type { TransportFailure } from '../../spec/openapi/exchange.ts';
import type { PlannedCase } from '../../spec/openapi/planned-case.ts';

/** Reads the field `_conformance` of an archive entry; undefined if it is missing or malformed. */
export function readConformanceEntry(value: unknown): ConformanceEntry | undefined {
  if (!isObject(value)) return undefined;
  const planned = readCase(value.case);
  if (!planned || typeof value.isWholeBody !== 'boolean') return undefined;
  const failure = readFailure(value.failure);
  return {
    case: planned,
    isWholeBody: value.isWholeBody,
    ...(failure && { failure }),
    ...(typeof value.unreadable === 'string' && { unreadable: value.unreadable }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextList = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isOptionalText = (value: unknown): boolean => value === undefined || isText(value);

function readCase(value: unknown): PlannedCase | undefined {
  if (!isObject(value)) return undefined;
  const { id, operation, kind, description, covers, role, request, violation, step } = value;
  const isValid =
    [id, operation, description].every(isText) &&
    ['valid', 'invalid', 'probe'].includes(String(kind)) &&
    isTextList(covers) &&
    isOptionalText(role) &&
    isRequest(request) &&
    (violation === undefined || isViolation(violation)) &&
    (step === undefined || isStep(step));
  return isValid ? (value as unknown as PlannedCase) : undefined; // the fields were just tested
}

const isRequest = (value: unknown): boolean =>
  isObject(value) &&
  [value.path, value.credentials].every(isText) &&
  isOptionalText(value.scheme) &&
  Array.isArray(value.headers) &&
  value.headers.every((field) => isTextList(field) && field.length === 2);

const isViolation = (value: unknown): boolean =>
  isObject(value) &&
  isTextList(value.clauses) &&
  [value.instancePointer, value.keyword, value.description].every(isText);

const isStep = (value: unknown): boolean =>
  isObject(value) &&
  [value.scenario, value.resource, value.action, value.item].every(isText) &&
  Array.isArray(value.bindings) &&
  value.bindings.every(
    (binding) => isObject(binding) && [binding.name, binding.source, binding.expression].every(isText),
  );

function readFailure(value: unknown): TransportFailure | undefined {
  if (!isObject(value)) return undefined;
  const { kind, message, answered } = value;
  return isText(kind) && isText(message) && typeof answered === 'boolean'
    ? ({ kind, message, answered } as TransportFailure) // an unknown kind is judged as no evidence
    : undefined;
}
