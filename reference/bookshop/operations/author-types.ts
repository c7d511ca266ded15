import { array, object } from '../values/containers.ts';
import { integer, string } from '../values/scalars.ts';

const name = string({ minLength: 1, maxLength: 80 });
const born = integer({ minimum: -3000, maximum: 2100 });
const genres = array(string({ minLength: 1, maxLength: 20 }), { maxItems: 5, uniqueItems: true });

/** The properties of an author that a client may set. */
export const authorNames = ['name', 'born', 'joined_at', 'genres'];

export const authorType = object({
  properties: { name, born, joined_at: string({ format: 'date-time' }), genres },
  required: ['name'],
});

/** The type of an author in a form, where a list is a repeated name. */
export const authorFormType = object({ properties: { name, born, genres }, required: ['name'] });
