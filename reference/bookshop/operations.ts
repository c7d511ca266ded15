import { authorOperations } from './operations/authors.ts';
import { bookOperations } from './operations/book.ts';
import { bookFileOperations } from './operations/book-files.ts';
import { booksOperations } from './operations/books.ts';
import { orderOperations } from './operations/orders.ts';
import { remarkOperations } from './operations/remarks.ts';
import { reviewOperations } from './operations/reviews.ts';
import { searchOperations } from './operations/search.ts';
import { shelfOperations } from './operations/shelves.ts';
import { wordOperations } from './operations/words.ts';
import type { OperationDefinition } from './pipeline.ts';

/** All operations of the document. */
export const operations: readonly OperationDefinition[] = [
  ...authorOperations,
  ...booksOperations,
  ...bookOperations,
  ...bookFileOperations,
  ...reviewOperations,
  ...shelfOperations,
  ...searchOperations,
  ...orderOperations,
  ...remarkOperations,
  ...wordOperations,
];
