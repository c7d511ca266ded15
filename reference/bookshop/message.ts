import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import type { BodyDefinition } from './bodies/body.ts';
import { getMediaType, readRequestBody } from './bodies/read-request-body.ts';
import type { MessageSource } from './message-source.ts';
import type { ParameterDefinition } from './parameters/parameter.ts';
import { readParameters } from './parameters/read-parameters.ts';
import { createIssue, type Issue } from './values/value-type.ts';

/** The values of a request, and the issues of those that could not be read. */
export interface ReadMessage {
  message: RequestMessage;
  issues: Issue[];
}

/** Reads the parameters and the body of a request without validating them. */
export function readMessage(context: MessageSource): ReadMessage {
  const { values, issues } = readParameters(context);
  const body = readRequestBody(context);
  if (body === undefined) return { message: values, issues };
  if ('value' in body) return { message: { ...values, body: body.value }, issues };
  return { message: values, issues: [...issues, createIssue(['body'], 'content', body.unreadable)] };
}

function checkParameter(
  { in: place, name, type, required }: ParameterDefinition,
  message: RequestMessage,
): Issue[] {
  const value = message[place][name];
  if (value !== undefined) return type.check(value, [place, name]);
  const isRequired = required === true || place === 'path';
  return isRequired ? [createIssue([place, name], 'required', 'is required')] : [];
}

function checkBody(body: BodyDefinition | undefined, message: RequestMessage, mediaType: string): Issue[] {
  if (message.body !== undefined) return body?.content[mediaType]?.check(message.body, ['body']) ?? [];
  return body?.required ? [createIssue(['body'], 'required', 'is required')] : [];
}

/** Returns the rules that the message of a request violates. Values that could not be read are not validated. */
export function checkMessage(
  context: MessageSource & { message: RequestMessage },
  unreadable: readonly Issue[],
): Issue[] {
  const { operation, message } = context;
  const parameters = (operation.parameters ?? []).flatMap((parameter) => checkParameter(parameter, message));
  const places = new Set(unreadable.map(({ location }) => location.join()));
  const issues = [...parameters, ...checkBody(operation.body, message, getMediaType(context))];
  return [...unreadable, ...issues.filter(({ location }) => !places.has(location.join()))];
}
