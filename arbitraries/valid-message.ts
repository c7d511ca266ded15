import fc from 'fast-check';
import { canCarry, serializePathParameter } from '../http/serialize/serialize-parameter.ts';
import type { Json } from '../spec/json.ts';
import type { MediaType, Operation, Parameter } from '../spec/openapi/contract.ts';
import { isJsonMediaType } from '../spec/openapi/media-type.ts';
import { emptyMessage, type RequestMessage, withParameter } from '../spec/openapi/request-message.ts';
import { filterWithLimit } from './filter-with-limit.ts';
import { UnsupportedSchema } from './unsupported-schema.ts';
import type { ValidContext } from './valid-context.ts';
import { validValue } from './valid-value.ts';

/**
 * An arbitrary of requests that the contract allows: with and without each optional parameter, and with the body in
 * each of its media types.
 * @throws UnsupportedSchema if no values can be generated for a parameter or the body
 */
export function validMessage(operation: Operation, context: ValidContext): fc.Arbitrary<RequestMessage> {
  const parameters = operation.parameters.map((parameter) => {
    const values = validParameter(parameter, context);
    return parameter.required ? values : fc.option(values, { nil: undefined, freq: 2 });
  });
  return fc.tuple(fc.tuple(...parameters), optionalBody(operation, context)).map(([values, body]) => {
    const message = operation.parameters.reduce(
      (sum, { in: location, name }, index) => withParameter(sum, location, name, values[index]),
      emptyMessage,
    );
    return body === undefined ? message : { ...message, ...body };
  });
}

/**
 * Creates an arbitrary of a parameter's values, without those that its location cannot carry, such as an empty path
 * segment. Values with a slash are left out of paths unless the sampled values all have one.
 * @throws UnsupportedSchema if hardly any value can be generated or carried
 */
export function validParameter(parameter: Parameter, context: ValidContext): fc.Arbitrary<Json> {
  const values = validValue(parameter.schema, withoutFixedValues(context));
  const isUsable = (value: Json): boolean => canCarry(parameter, value);
  const isPlain = (value: Json): boolean => isUsable(value) && !hasEncodedSlash(parameter, value);
  const sample = parameter.in === 'path' ? fc.sample(values, { seed: 1, numRuns: 20 }) : [];
  return filterWithLimit(values, sample.some(isPlain) ? isPlain : isUsable, () => {
    const reason = `fewer than 1 in 1,000 values can be transmitted in a ${parameter.in}`;
    return new UnsupportedSchema(parameter.schemaPointer, 'in', reason);
  });
}

/**
 * Whether a path value would contain an encoded slash. Some servers decode it before they route, so it is sent only if
 * the schema requires it.
 */
const hasEncodedSlash = (parameter: Parameter, value: Json): boolean =>
  /%(?:2F|5C)/.test(serializePathParameter(parameter, value));

const contextsWithoutFixedValues = new WeakMap<ValidContext, ValidContext>();

/**
 * Removes the fixed values, which are locations in the body, for use with parameters. Memoized, because arbitraries are
 * cached by context.
 */
function withoutFixedValues(context: ValidContext): ValidContext {
  if (context.fixedValues === undefined) return context;
  const { fixedValues: _, ...rest } = context;
  const copy = contextsWithoutFixedValues.get(context) ?? rest;
  contextsWithoutFixedValues.set(context, copy);
  return copy;
}

type BodyPart = Required<Pick<RequestMessage, 'body' | 'mediaType'>>;

function optionalBody({ body }: Operation, context: ValidContext): fc.Arbitrary<BodyPart | undefined> {
  if (body === undefined || body.content.length === 0) return fc.constant(undefined);
  const anyBody = fc.oneof(...body.content.map((mediaType) => bodyOfType(mediaType, context)));
  return body.required ? anyBody : fc.option(anyBody, { nil: undefined, freq: 4 });
}

const bodyOfType = (mediaType: MediaType, context: ValidContext): fc.Arbitrary<BodyPart> =>
  validBody(mediaType, context).map((body) => ({ body, mediaType: mediaType.type }));

/**
 * An arbitrary of the bodies of a media type, before serialization. A body that is neither JSON nor has a schema is a
 * text.
 */
function validBody({ type, schema }: MediaType, context: ValidContext): fc.Arbitrary<Json> {
  const isStructured = isJsonMediaType(type) || /\*|form/.test(type);
  return validValue(schema === true && !isStructured ? { type: 'string' } : schema, context);
}
