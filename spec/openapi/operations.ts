import type { DereferencedDocument } from '../document/dereference-document.ts';
import { type DocumentOperation, walkOperations, walkWebhooks } from '../document/reached-pointers.ts';
import { type ResolvedObject, resolveEntries, resolveObject } from '../document/resolve-pointer.ts';
import { getOwn, isJsonObject, type Json, type JsonObject, joinPointer, pickString } from '../json.ts';
import type {
  Encoding,
  Link,
  MediaType,
  Operation,
  RequestBody,
  Response,
  ResponseHeader,
} from './contract.ts';
import { listExamples } from './examples.ts';
import { getEssence } from './media-type.ts';
import { readOperationLabels } from './operation-labels.ts';
import { listParameters } from './parameters.ts';
import { findContentType, resolveSchema } from './resolve-schema.ts';
import { isCredentialParameter, readSecurity } from './security.ts';

/** Lists the operations of `paths`, in document order. */
export const listOperations = (source: DereferencedDocument): Operation[] =>
  [...walkOperations(source.document)].flatMap((each) => readOperation(source, each));

/** Lists the operations of `webhooks`, in document order. */
export const listWebhooks = (source: DereferencedDocument): Operation[] =>
  [...walkWebhooks(source.document)].flatMap((each) => readOperation(source, each));

function readOperation(source: DereferencedDocument, documented: DocumentOperation): Operation[] {
  const operation = resolveObject(source.document, documented.pointer);
  if (!operation) return [];
  const body = readRequestBody(source, operation);
  const security = readSecurity(source.document, operation.value);
  return [
    {
      ...readOperationLabels(documented, operation.value),
      ...{ method: documented.method, path: documented.path, pointer: operation.pointer },
      security,
      parameters: listParameters(source, documented.pathItem, operation).filter(
        (parameter) => !isCredentialParameter(security, parameter),
      ),
      ...(body ? { body } : {}),
      responses: [...resolveEntries(source.document, operation, 'responses')]
        .filter(([status]) => !status.startsWith('x-'))
        .map(([status, response]) => ({
          ...readResponse(source, status, response),
          ...readOwnDescription(operation.value.responses, status),
        })),
    },
  ];
}

function readRequestBody(source: DereferencedDocument, operation: ResolvedObject): RequestBody | undefined {
  if (getOwn(operation.value, 'requestBody') === undefined) return undefined;
  const body = resolveObject(source.document, joinPointer(operation.pointer, 'requestBody'));
  if (!body) return undefined;
  const { value, pointer } = body;
  return { required: value.required === true, pointer, content: readContent(source, body) };
}

/** The description next to a `$ref` overrides that of the Response Object that it names (OpenAPI 3.1.1 section 4.8.23). */
function readOwnDescription(responses: Json | undefined, status: string): { description?: string } {
  const own = isJsonObject(responses) ? responses[status] : undefined;
  return isJsonObject(own) ? pickString(own, 'description') : {};
}

function readResponse(source: DereferencedDocument, status: string, response: ResolvedObject): Response {
  const { description = '' } = pickString(response.value, 'description');
  const headers = [...resolveEntries(source.document, response, 'headers')];
  return {
    ...{ status, pointer: response.pointer, description },
    headers: headers.map(([name, header]) => readHeader(source, name, header)),
    content: readContent(source, response),
    links: [...resolveEntries(source.document, response, 'links')].map(([, { value }]) => readLink(value)),
  };
}

/** Reads a Link Object without the parameters that are constants. */
function readLink(link: JsonObject): Link {
  const parameters = Object.entries(isJsonObject(link.parameters) ? link.parameters : {});
  const expressions = parameters.filter((entry): entry is [string, string] =>
    String(entry[1]).startsWith('$'),
  );
  return { ...pickString(link, 'operationId'), parameters: Object.fromEntries(expressions) };
}

function readHeader(source: DereferencedDocument, name: string, header: ResolvedObject): ResponseHeader {
  const { value, pointer } = header;
  const mediaType = findContentType(value);
  return {
    ...{ name, required: value.required === true, pointer, explode: value.explode === true },
    ...(mediaType === undefined ? {} : { mediaType }),
    ...resolveSchema(source, header),
  };
}

function readContent(source: DereferencedDocument, parent: ResolvedObject): MediaType[] {
  return [...resolveEntries(source.document, parent, 'content')].map(([name, media]) => ({
    type: getEssence(name),
    pointer: media.pointer,
    encoding: readEncoding(source, media),
    examples: listExamples(source.document, media),
    ...resolveSchema(source, media),
  }));
}

function readEncoding(source: DereferencedDocument, media: ResolvedObject): Record<string, Encoding> {
  return Object.fromEntries(
    [...resolveEntries(source.document, media, 'encoding')].map(([property, { value }]) => [
      property,
      {
        ...pickString(value, 'contentType'),
        ...pickString(value, 'style'),
        ...(typeof value.explode === 'boolean' ? { explode: value.explode } : {}),
      },
    ]),
  );
}
