import type { Json } from '../../spec/json.ts';
import { memoize } from '../../spec/memoize.ts';
import type { MediaType, Operation, Parameter } from '../../spec/openapi/contract.ts';
import { findMainMediaType, isJsonMediaType } from '../../spec/openapi/media-type.ts';
import type { HeaderList, RequestSpec } from '../../spec/openapi/request.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import { serializeBody } from './serialize-body.ts';
import {
  serializeCookieParameter,
  serializeHeaderParameter,
  serializePathParameter,
  serializeQueryParameter,
} from './serialize-parameter.ts';

/** Returns the media type of a message's body: the one that the message names, else the main one of the operation. */
function bodyMediaType({ body }: Operation, { mediaType }: RequestMessage): MediaType | undefined {
  const content = body?.content ?? [];
  return content.find(({ type }) => type === mediaType) ?? findMainMediaType(content);
}

/** Serializes a message as a request: parameters in their styles, the body in its media type. */
export function serializeRequest(operation: Operation, message: RequestMessage): RequestSpec {
  const { method, security } = operation;
  const media = bodyMediaType(operation, message);
  const sent =
    message.body === undefined
      ? undefined
      : serializeBody(media ?? { type: 'application/json', encoding: {} }, message.body);
  const headers: HeaderList = [
    ['Accept', acceptedTypes(operation)],
    ...parameterHeaders(operation, message),
    ...(sent ? [['Content-Type', sent.contentType] as const] : []),
  ];
  return {
    ...{ method, path: requestTarget(operation, message), headers },
    credentials: security.length === 0 ? 'none' : 'access',
    ...(sent && { body: sent.body }),
  };
}

/** The media types of the documented responses; JSON if there are none. */
const acceptedTypes = memoize(({ responses }: Operation): string => {
  const types = responses.flatMap(({ content }) => content.map(({ type }) => type));
  const [json, others] = [types.filter(isJsonMediaType), types.filter((type) => !isJsonMediaType(type))];
  const ordered = [...new Set([...json, ...others])];
  return ordered.length === 0 ? 'application/json' : ordered.join(', ');
});

type Given = readonly [parameter: Parameter, value: Json];

function listGiven({ parameters }: Operation, message: RequestMessage, location: Parameter['in']): Given[] {
  return parameters.flatMap((parameter): Given[] => {
    const value = parameter.in === location ? message[location][parameter.name] : undefined;
    return value === undefined ? [] : [[parameter, value]];
  });
}

function requestTarget(operation: Operation, message: RequestMessage): string {
  const path = listGiven(operation, message, 'path').reduce(
    (text, [parameter, value]) =>
      text.replaceAll(`{${parameter.name}}`, () => serializePathParameter(parameter, value)),
    operation.path,
  );
  const query = listGiven(operation, message, 'query').flatMap(([parameter, value]) =>
    serializeQueryParameter(parameter, value),
  );
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

function parameterHeaders(operation: Operation, message: RequestMessage): HeaderList {
  const headers = listGiven(operation, message, 'header').flatMap(([parameter, value]) => {
    const text = serializeHeaderParameter(parameter, value);
    return text === undefined ? [] : [[parameter.name, text] as const];
  });
  const cookies = listGiven(operation, message, 'cookie').flatMap(([parameter, value]) =>
    serializeCookieParameter(parameter, value),
  );
  return cookies.length === 0 ? headers : [...headers, ['Cookie', cookies.join('; ')]];
}
