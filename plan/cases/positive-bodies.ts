import { isFormLike } from '../../http/parse/body-readings.ts';
import {
  createMediaTypeClause,
  createNoBodyClause,
  listFurtherMediaTypes,
} from '../../spec/clauses/body-clauses.ts';
import { isJsonObject, type Json } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { MediaType } from '../../spec/openapi/contract.ts';
import { isJsonMediaType, toConcreteMediaType } from '../../spec/openapi/media-type.ts';
import { withMessageBody } from '../../spec/openapi/request-message.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { composeBodies } from './propose-messages.ts';
import { toValidCase } from './to-valid-case.ts';

/** Creates a case without a body, if the body is optional, and a case for each additional media type of the body. */
export function createBodyVariantCases(context: PlanContext): Case[] {
  const [seedMessage] = context.seedMessages;
  const { operation } = context.model;
  if (!seedMessage || !operation.body) return [];
  const types = listFurtherMediaTypes(operation).flatMap((media) =>
    createMediaTypeCase(context, seedMessage, media),
  );
  return operation.body.required ? types : [createNoBodyCase(context, seedMessage), ...types];
}

function createNoBodyCase(context: PlanContext, seedMessage: SeedMessage): Case {
  const { operation } = context.model;
  const message = withMessageBody(seedMessage.message, undefined);
  const description = 'without a body, which is optional';
  const covers = [createNoBodyClause(operation).id];
  const source = allowsEmptyBody(context)
    ? vouch(context, seedMessage)
    : { ...seedMessage, isKnownValid: false };
  const plain = {
    id: `${operation.id}/valid/no-body`,
    ...toValidCase(context, source, message, description, covers),
  };
  return { ...plain, subcases: [withContentType(plain, operation.body?.content[0])] };
}

/**
 * Whether a body without any value is valid. If it is not, a server may need one all the same: that the body is optional means
 * only that HTTP allows its absence.
 */
const allowsEmptyBody = ({ contract, model: { operation } }: PlanContext): boolean =>
  operation.body?.content.some(({ schemaPointer }) =>
    ifSupported(
      () => contract.getValidator(schemaPointer, 'request').accepts({}),
      () => false,
    ),
  ) ?? false;

/** The same case with a `Content-Type`, although there is no content: some servers check the field before the body. */
function withContentType(plain: Case, media: MediaType | undefined): Case {
  const contentType = toConcreteMediaType(media?.type ?? 'application/json');
  const headers: Case['request']['headers'] = [...plain.request.headers, ['Content-Type', contentType]];
  return { ...plain, id: `${plain.id}~with Content-Type`, request: { ...plain.request, headers } };
}

function createMediaTypeCase(context: PlanContext, seedMessage: SeedMessage, media: MediaType): Case[] {
  const { operation } = context.model;
  const accepted = context.seedMessages
    .map(({ message }) => message.body)
    .find((body) => fits(context, media, body));
  const body = accepted ?? composeBodies(context.proposals, media)[0]?.body;
  if (body === undefined) return [];
  const message = { ...seedMessage.message, body, mediaType: media.type };
  const source =
    accepted === undefined ? { ...seedMessage, isKnownValid: false } : vouch(context, seedMessage);
  return [
    {
      id: `${operation.id}/valid/as ${media.type}`,
      ...toValidCase(context, source, message, `the body in \`${media.type}\``, [
        createMediaTypeClause(operation, media).id,
      ]),
    },
  ];
}

const vouch = ({ isSeedAccepted }: PlanContext, seedMessage: SeedMessage): SeedMessage => ({
  ...seedMessage,
  isKnownValid: seedMessage.isKnownValid || isSeedAccepted,
});

/** Whether the body is valid against the media type's schema and can be written in the media type. */
function fits(
  { contract }: PlanContext,
  { type, schemaPointer }: MediaType,
  body: Json | undefined,
): body is Json {
  const mediaType = toConcreteMediaType(type);
  const canCarry =
    isJsonMediaType(mediaType) || (isFormLike(mediaType) ? isJsonObject(body) : typeof body === 'string');
  return (
    body !== undefined &&
    canCarry &&
    ifSupported(
      () => contract.getValidator(schemaPointer, 'request').accepts(body),
      () => false,
    )
  );
}
