import { array, object } from '../values/containers.ts';
import { boolean, integer, number, string } from '../values/scalars.ts';
import { nullable, recursive } from '../values/unions.ts';
import type { ValueType } from '../values/value-type.ts';

export const language = string({ values: ['de', 'en', 'fr', 'la'] });
export const bookFormat = string({ values: ['audio', 'ebook', 'hardcover', 'paperback'] });
export const isbn = string({ pattern: /^97[89][0-9]{10}$/ });
export const entityTag = string({ pattern: /^(\*|(W\/)?"[!#-~]*")$/ });

const title = string({ minLength: 1, maxLength: 120 });
const subtitle = nullable(string({ maxLength: 120 }));
const cents = integer({ format: 'int32', minimum: 0 });
const stock = integer({ format: 'int64', minimum: 0 });
const side = integer({ minimum: 1, multipleOf: 5 });

const chapters = array(
  recursive(() => chapter),
  { maxItems: 20 },
);
const chapter: ValueType = object({
  properties: { title: string({ minLength: 1 }), first_page: integer({ minimum: 1 }), chapters },
  required: ['title'],
});

const properties = {
  isbn,
  title,
  subtitle,
  price_cents: cents,
  purchase_cents: cents,
  stock,
  weight_kg: number({ exclusiveMinimum: 0, maximum: 50 }),
  signed: boolean,
  language,
  formats: array(bookFormat, { minItems: 1, uniqueItems: true }),
  published_on: string({ format: 'date' }),
  size: object({
    properties: { height: side, width: side },
    required: ['height', 'width'],
    closedBy: 'additionalProperties',
  }),
  chapters,
};

/** The properties of a book that a client may set. */
export const bookNames = Object.keys(properties);

export const bookType = object({
  properties,
  required: ['isbn', 'title', 'subtitle', 'price_cents', 'purchase_cents', 'formats', 'stock'],
});

/** The type of a merge patch for a book (RFC 7396). */
export const bookPatchType = object({
  properties: { title, subtitle, price_cents: cents, stock, signed: boolean },
  closedBy: 'additionalProperties',
  minProperties: 1,
});
