import type { Json } from '../../../spec/json.ts';
import type { RequestMessage } from '../../../spec/openapi/request-message.ts';
import { mapAt } from '../../transforms/json.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { createIssue, type Issue } from '../values/value-type.ts';
import { isPlace, type Place, valueAtPlace } from './place.ts';

/** Applies a transform to requests for one operation. */
export const inOperation =
  <T>(operation: string, transform: Transform<T>): Transform<T> =>
  (value, context) =>
    context.operation.id === operation ? transform(value, context) : value;

/** Accepts values that violate a rule at a place. The rule `*` means every rule. */
export const ignoreIssues = (operation: string, place: Place, rule: string): Transform<Issue[]> =>
  inOperation(operation, (issues) =>
    issues.filter((issue) => (rule !== '*' && issue.rule !== rule) || !isPlace(place, issue.location)),
  );

/** Rejects valid values at a place. `rejects` gets undefined if the value is absent. */
export const rejectValues = (
  operation: string,
  place: Place,
  condition: (value: Json | undefined, context: BookshopContext) => boolean,
): Transform<Issue[]> =>
  inOperation(operation, (issues, context) =>
    issues.length === 0 && condition(valueAtPlace(context, place), context)
      ? [createIssue(place.split('.'), 'value', 'is not supported')]
      : issues,
  );

/** Replaces the value at a place before the message is checked; undefined removes it. */
export const mapMessage = (
  operation: string,
  place: Place,
  replace: (value: Json) => Json | undefined,
): Transform<RequestMessage> =>
  inOperation(operation, (message) => {
    const json = message as unknown as Json; // the parameters and the body are JSON values
    // the replacement keeps the structure of the message
    return mapAt(place, replace)(json, undefined) as unknown as RequestMessage;
  });
