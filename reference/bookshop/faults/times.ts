import type { Json } from '../../../spec/json.ts';
import { toObject } from '../../json-object.ts';
import { stringOrEmpty } from '../message-values.ts';
import type { Transform } from '../pipeline.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

const minute = 60_000;

/** Shows the actual time of the first request that sees an item, `minutes` later. */
const withLocalTime =
  (minutes: number): Transform<Json> =>
  (item, { memory }) => {
    const name = `time of ${toObject(item).id}`;
    const time = memory.get(name) ?? new Date(Date.now() + minutes * minute).toISOString();
    memory.set(name, time);
    return { ...toObject(item), created_at: time };
  };

/** Faults of the times that items show. */
export const times: readonly FaultDefinition[] = [
  {
    id: 'bookshop/times:local',
    description: 'The time of creation of an author is that of a time zone two hours east, labelled as UTC',
    violates: ruleClauses('createAuthor', 'resource:creation-time'),
    author: withLocalTime(120),
  },
  {
    id: 'bookshop/times:local-west',
    description: 'The time of creation of a review is that of a time zone 3.5 hours west, labelled as UTC',
    violates: ruleClauses('createReview', 'resource:creation-time'),
    review: withLocalTime(-210),
  },
  {
    id: 'bookshop/times:update-kept',
    description: '`updated_at` of a book stays the time of its creation',
    violates: [
      ...ruleClauses('updateBook', 'resource:change-time'),
      ...ruleClauses('replaceBook', 'resource:change-time'),
    ],
    book: (book) => ({ ...toObject(book), updated_at: stringOrEmpty(toObject(book).created_at) }),
  },
];
