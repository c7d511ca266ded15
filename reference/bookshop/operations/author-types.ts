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

/** An author as a form, in which a list is a name that repeats. */
export const authorFormType = object({ properties: { name, born, genres }, required: ['name'] });
