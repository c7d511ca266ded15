import type { Json } from '../../../spec/json.ts';
import { isJsonObject } from '../../json-object.ts';
import { mapMessage } from '../transforms/request.ts';
import { requestClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** A server that converts values of one type to another. */
interface ConversionRow {
  id: string;
  description: string;
  operation: string;
  /** A place without wildcards. */
  place: string;
  /** The path of the clause whose `type` is violated. */
  clausePath: string;
  convert(value: Json): Json | undefined;
}

const isNumeric = (value: Json): value is string => typeof value === 'string' && /^-?\d+$/.test(value);

const rows: readonly ConversionRow[] = [
  {
    id: 'number-for-title',
    description: 'A number is accepted as `title`',
    ...{ operation: 'createBook', place: 'body.title', clausePath: 'request/title' },
    convert: (value) => (typeof value === 'number' ? String(value) : value),
  },
  {
    id: 'boolean-for-title',
    description: 'A boolean is accepted as `title`',
    ...{ operation: 'createBook', place: 'body.title', clausePath: 'request/title' },
    convert: (value) => (typeof value === 'boolean' ? String(value) : value),
  },
  {
    id: 'string-for-price',
    description: 'A string of digits is accepted as `price_cents`',
    ...{ operation: 'createBook', place: 'body.price_cents', clausePath: 'request/price_cents' },
    convert: (value) => (isNumeric(value) ? Number(value) : value),
  },
  {
    id: 'null-for-price',
    description: 'Null is accepted as `price_cents` and read as zero',
    ...{ operation: 'createBook', place: 'body.price_cents', clausePath: 'request/price_cents' },
    convert: (value) => value ?? 0,
  },
  {
    id: 'fraction-for-stock',
    description: 'A number with a fraction is accepted as `stock`',
    ...{ operation: 'createBook', place: 'body.stock', clausePath: 'request/stock' },
    convert: (value) => (typeof value === 'number' ? Math.trunc(value) : value),
  },
  {
    id: 'boolean-for-stock',
    description: 'A boolean is accepted as `stock`',
    ...{ operation: 'createBook', place: 'body.stock', clausePath: 'request/stock' },
    convert: (value) => (typeof value === 'boolean' ? Number(value) : value),
  },
  {
    id: 'string-for-signed',
    description: 'Any string is accepted as `signed`',
    ...{ operation: 'createBook', place: 'body.signed', clausePath: 'request/signed' },
    convert: (value) => (typeof value === 'string' ? value !== '' : value),
  },
  {
    id: 'number-for-signed',
    description: 'A number is accepted as `signed`',
    ...{ operation: 'createBook', place: 'body.signed', clausePath: 'request/signed' },
    convert: (value) => (typeof value === 'number' ? value !== 0 : value),
  },
  {
    id: 'string-for-formats',
    description: 'A string is accepted as `formats` and read as a list',
    ...{ operation: 'createBook', place: 'body.formats', clausePath: 'request/formats' },
    convert: (value) => (typeof value === 'string' ? ['ebook'] : value),
  },
  {
    id: 'object-for-chapters',
    description: 'An object is accepted as `chapters` and read as the list of its values',
    ...{ operation: 'createBook', place: 'body.chapters', clausePath: 'request/chapters' },
    convert: (value) => (isJsonObject(value) ? [] : value),
  },
  {
    id: 'array-for-size',
    description: 'An array is accepted as `size`, and ignored',
    ...{ operation: 'createBook', place: 'body.size', clausePath: 'request/size' },
    convert: (value) => (Array.isArray(value) ? undefined : value),
  },
  {
    id: 'string-for-size',
    description: 'A string is accepted as `size`, and ignored',
    ...{ operation: 'createBook', place: 'body.size', clausePath: 'request/size' },
    convert: (value) => (typeof value === 'string' ? undefined : value),
  },
  {
    id: 'null-for-name',
    description: 'Null is accepted as `name` and read as the text `null`',
    ...{ operation: 'createAuthor', place: 'body.name', clausePath: 'request*/name' },
    convert: (value) => (value === null ? 'null' : value),
  },
  {
    id: 'array-for-text',
    description: 'An array is accepted as `text` and read as the text of its items',
    ...{ operation: 'createReview', place: 'body.text', clausePath: 'request/text' },
    convert: (value) => (Array.isArray(value) ? `${value.join(' ')} ` : value),
  },
  {
    id: 'object-for-text',
    description: 'An object is accepted as `text`',
    ...{ operation: 'createReview', place: 'body.text', clausePath: 'request/text' },
    convert: (value) => (isJsonObject(value) ? JSON.stringify(value) : value),
  },
  {
    id: 'string-for-quantity',
    description: 'A string of digits is accepted as `quantity`',
    ...{ operation: 'createOrder', place: 'body.items.0.quantity', clausePath: 'request/items/-/quantity' },
    convert: (value) => (isNumeric(value) ? Number(value) : value),
  },
  {
    id: 'array-for-body',
    description: 'An array is accepted as the body and read as an empty object',
    ...{ operation: 'cancelOrder', place: 'body', clausePath: 'request' },
    convert: (value) => (Array.isArray(value) ? {} : value),
  },
  {
    id: 'scalar-for-body',
    description: 'A string or number is accepted as the body and read as an empty object',
    ...{ operation: 'cancelOrder', place: 'body', clausePath: 'request' },
    convert: (value) => (typeof value === 'object' ? value : {}),
  },
];

/** Faults that accept values of one JSON type instead of another. */
export const types: readonly FaultDefinition[] = rows.map(
  ({ id, description, operation, place, clausePath, convert }) => ({
    id: `bookshop/types:${id}`,
    description,
    violates: requestClauses(operation, clausePath, 'type'),
    message: mapMessage(operation, place, convert),
  }),
);
