import type { JsonObject } from '../../../spec/json.ts';

interface SeedBook {
  book: JsonObject;
  /** The texts of the reviews of the book. */
  reviews: readonly string[];
}

/** An author in the initial data of the server, and the author's books. */
export interface SeedAuthor {
  author: JsonObject;
  works: readonly SeedBook[];
}

const languages = ['en', 'de', 'fr', 'la'];
const bookFormats = ['hardcover', 'paperback', 'ebook', 'audio'];
const picture = '\u0089PNG\r\n\u001a\n';

/** Creates a book: with every optional property for an even number, with none for an odd one. */
function createBook(number: number, title: string): JsonObject {
  const isbn = `97800000${String(number).padStart(5, '0')}`;
  const required: JsonObject = {
    isbn,
    title,
    subtitle: null,
    price_cents: 900 + number * 50,
    purchase_cents: 400,
    stock: number % 3,
    formats: bookFormats.slice(0, (number % 4) + 1),
  };
  if (number % 2 === 1) return required;
  return {
    ...required,
    subtitle: `Volume ${number}`,
    weight_kg: 0.25 * (number + 1),
    signed: number % 4 === 0,
    language: languages[number % 4] ?? 'en',
    published_on: `${1950 + number}-0${(number % 9) + 1}-11`,
    size: { height: 200, width: 125 },
    chapters: [{ title: 'One', first_page: 1, chapters: [{ title: 'One and a half' }] }, { title: 'Two' }],
    blurb: `About ${title}.`,
    cover: picture,
  };
}

const titles = [
  ['The Sea at Night', 'A Lamp for Two', 'Salt'],
  ['Overseas', 'North of Here', 'The Ninth Wave', 'Paper Houses'],
  ['Weights and Measures', 'On Reading Slowly'],
  ['Der Seeweg', 'Kleine Tiere'],
];

const names: readonly JsonObject[] = [
  { name: 'Chelsea Marsh', born: 1951, joined_at: '2019-04-01T08:30:00Z', genres: ['novel', 'essay'] },
  { name: 'Tomás Búrik', born: 1978 },
  { name: 'Wen Li', joined_at: '2021-11-23T17:05:09+08:00' },
  { name: 'Anna Seeler', born: 1830, genres: [] },
  { name: 'Ovid', born: -43 },
  { name: 'Zadie Zorn' },
];

const reviews = [['Splendid.', 'A little long, but true.'], ['I want it back!'], []];

/** The last two authors have no books. */
export const seedAuthors: readonly SeedAuthor[] = names.map((author, index) => ({
  author,
  works: (titles[index] ?? []).map((title, place) => {
    const number = index * 4 + place;
    return { book: createBook(number, title), reviews: reviews[number % reviews.length] ?? [] };
  }),
}));
