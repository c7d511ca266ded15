import { createRandom, generateUuid } from '../random.ts';
import { type Collection, createCollection } from './collection.ts';
import { seedAuthors } from './data/seed-authors.ts';
import { createLogins, type Logins } from './logins.ts';
import { type Credentials, createCredentials } from './security-schemes.ts';

/** The server's data. Authors own books, books own reviews, orders own remarks. */
export interface Store {
  authors: Collection;
  books: Collection;
  reviews: Collection;
  orders: Collection;
  remarks: Collection;
  /** The ids of orders, by idempotency key and body. */
  placedOrders: Map<string, string>;
  /** The ids of the authors that are retired. */
  retiredAuthors: Set<string>;
  credentials: Credentials;
  /** The tokens of the login; undefined if the server has no login. */
  logins: Logins | undefined;
  /**
   * Ids of the initial data, by the name of their path parameter. Ids of resources that tests may remove have the
   * prefix `disposable_`.
   */
  fixtures: Readonly<Record<string, string>>;
}

const firstInstant = Date.parse('2026-01-05T09:00:00Z');

/** A clock that advances a second and some milliseconds with each call, so that responses do not depend on the time of day. */
function createClock(): () => string {
  let calls = 0;
  return () => {
    calls += 1;
    return new Date(firstInstant + calls * 1007).toISOString();
  };
}

/** Creates the initial data. All ids, including those of later resources, are derived from the seed. */
export function createStore(seed: number, tokenUses?: number): Store {
  const random = createRandom(seed);
  const now = createClock();
  const create = (): Collection => createCollection(() => generateUuid(random), now);
  const [authors, books, reviews, orders, remarks] = [create(), create(), create(), create(), create()];
  for (const { author, works } of seedAuthors) {
    const { id: authorId } = authors.create(author);
    for (const { book, reviews: texts } of works) {
      const { id: bookId } = books.create(book, authorId);
      for (const text of texts) reviews.create({ rating: (text.length % 5) + 1, text }, bookId);
    }
  }
  const { id: orderId } = orders.create(seedOrder);
  for (const text of ['Wrap it', 'Call before']) remarks.create({ text }, orderId);
  const getId = (collection: Collection, index: number): string => collection.list().at(index)?.id ?? '';
  const fixtures = {
    author_id: getId(authors, 0),
    book_id: getId(books, 0),
    review_id: getId(reviews, 0),
    order_id: getId(orders, 0),
    remark_id: getId(remarks, 0),
    disposable_author_id: getId(authors, -1), // the last author has no books
    disposable_book_id: getId(books, -1),
    disposable_remark_id: getId(remarks, -1),
  };
  const credentials = createCredentials();
  const logins = tokenUses === undefined ? undefined : createLogins(tokenUses);
  const state = { placedOrders: new Map<string, string>(), retiredAuthors: new Set<string>() };
  return { authors, books, reviews, orders, remarks, ...state, credentials, logins, fixtures };
}

const seedOrder = {
  items: [{ isbn: '9780000000019', quantity: 2 }],
  payment: { method: 'card', expires: '09/27' },
  delivery: { kind: 'pickup', shop: 'Harbour' },
};
