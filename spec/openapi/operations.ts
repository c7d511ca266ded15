import { look, lookAll, own, schemaIn, text, type View, type Viewed } from '../document/document-view.ts';
import { METHODS } from '../document/openapi-fields.ts';
import { joinPointer } from '../json.ts';
import type { MediaType, Operation, RequestBody, Response } from './contract.ts';
import { holderOf, parametersOf } from './parameters.ts';
import { securityOf } from './security.ts';

/** The operations of the document's paths, in its order; webhooks and callbacks are sent by servers and are none. */
export function operationsOf(view: View): Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of lookAll(view, { value: view.document, at: '#' }, 'paths')) {
    if (!path.startsWith('/')) continue; // an extension
    for (const method of METHODS) {
      const operation =
        own(item.value, method) === undefined ? undefined : look(view, joinPointer(item.at, method));
      if (operation) operations.push(operationOf(view, path, item, method.toUpperCase(), operation));
    }
  }
  return operations;
}

function operationOf(view: View, path: string, item: Viewed, method: string, operation: Viewed): Operation {
  const { operationId } = text(operation.value, 'operationId');
  const body = bodyOf(view, operation);
  return {
    ...{ id: operationId ?? `${method} ${path}`, method, path, schemaPointer: operation.at },
    ...text(operation.value, 'summary'),
    security: securityOf(view, operation),
    parameters: parametersOf(view, item, operation),
    ...(body ? { body } : {}),
    responses: [...lookAll(view, operation, 'responses')]
      .filter(([status]) => !status.startsWith('x-'))
      .map(([status, response]) => responseOf(view, status, response)),
  };
}

function bodyOf(view: View, operation: Viewed): RequestBody | undefined {
  if (own(operation.value, 'requestBody') === undefined) return undefined;
  const body = look(view, joinPointer(operation.at, 'requestBody'));
  return body && { required: body.value.required === true, pointer: body.at, content: contentOf(view, body) };
}

function responseOf(view: View, status: string, response: Viewed): Response {
  return {
    ...{ status, pointer: response.at, description: text(response.value, 'description').description ?? '' },
    headers: [...lookAll(view, response, 'headers')].map(([name, header]) => ({
      ...{ name, required: header.value.required === true, at: header.at },
      ...schemaIn(view, holderOf(view, header)),
    })),
    content: contentOf(view, response),
  };
}

function contentOf(view: View, holder: Viewed): MediaType[] {
  return [...lookAll(view, holder, 'content')].map(([name, media]) => ({
    type: name.replace(/;.*/s, '').trim().toLowerCase(),
    pointer: media.at,
    ...schemaIn(view, media),
  }));
}
