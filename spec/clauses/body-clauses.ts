import { joinPointer } from '../json.ts';
import type { MediaType, Operation } from '../openapi/contract.ts';
import { findMainMediaType, toConcreteMediaType } from '../openapi/media-type.ts';
import type { Clause } from './clause.ts';

/**
 * Creates a clause for each media type of the body except the main one, and one for a missing body if it is optional.
 */
export function createBodyClauses(operation: Operation): Clause[] {
  return [
    ...(operation.body && !operation.body.required ? [createNoBodyClause(operation)] : []),
    ...listFurtherMediaTypes(operation).map((mediaType) => createMediaTypeClause(operation, mediaType)),
  ];
}

/** Lists the media types of the body except the main one, from which all other cases are derived. */
export function listFurtherMediaTypes({ body }: Operation): MediaType[] {
  const content = body?.content ?? [];
  const main = findMainMediaType(content);
  return content.filter(
    (media) => main && media !== main && toConcreteMediaType(media.type) !== toConcreteMediaType(main.type),
  );
}

/** `required` of a Request Body Object is false by default (OpenAPI 3.1.1, 4.8.13.1). */
export const createNoBodyClause = ({ id, pointer }: Operation): Clause => ({
  id: `${id}/request:accepts-no-body`,
  level: 'MUST',
  family: 'valid requests',
  operation: id,
  schemaPointer: joinPointer(pointer, 'requestBody'),
  description: 'the body may be left out',
});

export const createMediaTypeClause = ({ id }: Operation, { type, pointer }: MediaType): Clause => ({
  id: `${id}/request(${type}):accepted`,
  level: 'MUST',
  family: 'valid requests',
  operation: id,
  schemaPointer: pointer,
  description: `a valid body in \`${type}\` is accepted`,
});
