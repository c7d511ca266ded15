import type { Contract, Operation, Response, ResponseHeader } from '../../../../spec/openapi/contract.ts';
import { findMediaType, isJsonMediaType } from '../../../../spec/openapi/media-type.ts';
import type { BookshopResponse } from './send-to-bookshop.ts';

/** Statuses that HTTP defines for any request, whether documented or not. */
const plainStatuses = [405, 413, 415];

const findResponse = ({ responses }: Operation, status: number): Response | undefined =>
  [String(status), `${String(status)[0]}XX`, 'default']
    .map((key) => responses.find((response) => response.status === key))
    .find((response) => response !== undefined);

function findHeaderViolations(
  contract: Contract,
  { name, required, schema, schemaPointer }: ResponseHeader,
  { headers }: BookshopResponse,
): string[] {
  const text = headers[name.toLowerCase()]?.toString();
  if (text === undefined) return required ? [`${name} is missing`] : [];
  const isInteger = typeof schema === 'object' && schema.type === 'integer';
  const value = isInteger && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  return contract
    .getValidator(
      schemaPointer,
      'response',
    )(value)
    .map(({ message }) => `${name}: ${message}`);
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function findBodyViolations(contract: Contract, documented: Response, response: BookshopResponse): string[] {
  const { bytes, headers } = response;
  if (documented.content.length === 0) return bytes.length > 0 ? ['there is a body'] : [];
  const contentType = headers['content-type']?.toString() ?? '';
  const media = findMediaType(documented.content, contentType);
  if (!media) return [`${contentType || 'no media type'} is not documented`];
  const text = bytes.toString();
  const parsed = isJsonMediaType(media.type) ? parseJson(text) : { value: text };
  if (!parsed) return ['the body is not JSON'];
  const errors = contract.getValidator(media.schemaPointer, 'response')(parsed.value);
  return errors.map(({ instancePointer, message }) => `${instancePointer}: ${message}`);
}

/** How a response violates the document, by a judgement that is independent of the suite's oracles. */
export function findViolations(
  contract: Contract,
  operationId: string,
  response: BookshopResponse,
): string[] {
  const operation = contract.operations.find(({ id }) => id === operationId);
  if (!operation || plainStatuses.includes(response.status)) return [];
  const documented = findResponse(operation, response.status);
  if (!documented) return [`status ${response.status} is not documented`];
  const headers = documented.headers.flatMap((header) => findHeaderViolations(contract, header, response));
  const isHead = operation.method === 'HEAD';
  return [...headers, ...(isHead ? [] : findBodyViolations(contract, documented, response))];
}
