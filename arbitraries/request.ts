import fc from 'fast-check';
import type { Json } from '../spec/json.ts';
import type { MediaType, Operation, Parameter } from '../spec/openapi/contract.ts';
import type { HeaderList, RequestSpec } from '../spec/openapi/exchange.ts';
import { bytes, isJson, type WrittenBody, writtenBody } from './bodies.ts';
import { UnsupportedSchema, type ValidContext } from './context.ts';
import { keeping } from './filter-with-limit.ts';
import { encoded, headerText, written } from './parameter-styles.ts';
import { valid } from './valid.ts';

/** A request, and the value that its body says, where it says one. */
export interface ValidRequest {
  request: RequestSpec;
  body?: Json;
}

type Given = readonly [parameter: Parameter, value: Json];

/**
 * Requests that the document allows: every parameter by its style, each optional one there or not, the body in each of its
 * media types.
 * @throws UnsupportedSchema where a parameter or body has no values
 */
export function validRequest(operation: Operation, context: ValidContext): fc.Arbitrary<ValidRequest> {
  const given = fc.tuple(...operation.parameters.map((parameter) => parameterValues(parameter, context)));
  return fc.tuple(given, bodies(operation, context)).map(([parameters, sent]) => {
    const present = parameters.filter((each) => each !== undefined);
    const headers: HeaderList = [...headersOf(present), ...(sent?.headers ?? [])];
    const { method } = operation;
    const request: RequestSpec = { method, path: pathOf(operation, present), headers, credentials: 'access' };
    return {
      request: sent === undefined ? request : { ...request, body: sent.body },
      ...(sent?.value !== undefined && { body: sent.value }),
    };
  });
}

/** What each place can carry at all: a path segment is never empty or a dot segment, a field is visible ASCII (RFC 9110 section 5.5). */
const carriable: Readonly<Record<Parameter['in'], (parameter: Parameter, value: Json) => boolean>> = {
  path: (parameter, value) => !['', '.', '..'].includes(written(parameter, value)),
  query: () => true,
  header: ({ explode }, value) => /^(?:[!-~](?:[ -~]*[!-~])?)?$/.test(headerText(value, explode)),
  cookie: () => true,
};

function parameterValues(parameter: Parameter, context: ValidContext): fc.Arbitrary<Given | undefined> {
  const { pins: _, ...free } = context; // pins are places in the body
  const values = valid(parameter.schema, unpinned(context, free)).map((value): Given => [parameter, value]);
  const fitting = keeping(
    values,
    ([, value]) => carriable[parameter.in](parameter, value),
    () =>
      new UnsupportedSchema(parameter.schemaPointer, 'in', `hardly any value can stand in a ${parameter.in}`),
  );
  return parameter.required ? fitting : fc.option(fitting, { nil: undefined, freq: 2 });
}

const withoutPins = new WeakMap<ValidContext, ValidContext>();

/** Arbitraries are cached by context, so the context without pins is made once. */
function unpinned(context: ValidContext, free: ValidContext): ValidContext {
  if (context.pins === undefined) return context;
  const known = withoutPins.get(context) ?? free;
  withoutPins.set(context, known);
  return known;
}

function pathOf({ path }: Operation, given: readonly Given[]): string {
  const here = (place: Parameter['in']) => given.filter(([parameter]) => parameter.in === place);
  const filled = here('path').reduce(
    (text, [parameter, value]) => text.replaceAll(`{${parameter.name}}`, () => written(parameter, value)),
    path,
  );
  const query = here('query')
    .map(([parameter, value]) => written(parameter, value))
    .filter((part) => part !== '');
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}

function headersOf(given: readonly Given[]): HeaderList {
  const headers = given
    .filter(([parameter]) => parameter.in === 'header')
    .map(([{ name, explode }, value]) => [name, headerText(value, explode)] as const);
  const cookies = given
    .filter(([parameter]) => parameter.in === 'cookie')
    .map(([{ name, explode }, value]) => `${name}=${encoded(headerText(value, explode))}`);
  return cookies.length === 0 ? headers : [...headers, ['cookie', cookies.join('; ')]];
}

type Sent = WrittenBody & { value?: Json };

function bodies({ body }: Operation, context: ValidContext): fc.Arbitrary<Sent | undefined> {
  if (body === undefined || body.content.length === 0) return fc.constant(undefined);
  const any = fc.oneof(...body.content.map((media) => bodiesOf(media, context)));
  return body.required ? any : fc.option(any, { nil: undefined, freq: 4 });
}

const isBinary = (type: string): boolean =>
  !isJson(type) && /^(?:image|audio|video|font)\/|octet-stream|zip|pdf/.test(type);

function bodiesOf(media: MediaType, context: ValidContext): fc.Arbitrary<Sent> {
  if (isBinary(media.type))
    return bytes.map((body): Sent => ({ headers: [['content-type', media.type]], body }));
  return valid(media.schema, context).map((value): Sent => ({ ...writtenBody(media, value), value }));
}
