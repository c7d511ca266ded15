import { acceptInvalid } from './lax-row.ts';

/** Faults that do not enforce rules of path parameters, in the styles `simple`, `label` and `matrix`. */
export const laxPaths = acceptInvalid([
  {
    id: 'path:floor-range',
    description: 'A `floor` above its maximum is accepted',
    operation: 'findShelf',
    place: 'path.floor',
    rule: 'maximum',
  },
  {
    id: 'path:floor-text',
    description: 'A `floor` that is not an integer is accepted',
    operation: 'findShelf',
    place: 'path.floor',
    rule: 'type',
  },
  {
    id: 'path:section-not-checked',
    description: 'An unknown `section` is accepted',
    operation: 'findShelf',
    place: 'path.section',
    rule: 'enum',
  },
  {
    id: 'path:labels-repeated',
    description: 'A repeated item of `labels` is accepted',
    operation: 'findShelf',
    place: 'path.labels',
    rule: 'uniqueItems',
  },
  {
    id: 'path:labels-too-many',
    description: 'More items of `labels` than allowed are accepted',
    operation: 'findShelf',
    place: 'path.labels',
    rule: 'maxItems',
  },
  {
    id: 'path:labels-pattern',
    description: 'An item of `labels` that does not match its pattern is accepted',
    operation: 'findShelf',
    place: 'path.labels.*',
    rule: 'pattern',
  },
  {
    id: 'path:bays-text',
    description: 'An item of `bays` that is not an integer is accepted',
    operation: 'findShelf',
    place: 'path.bays.*',
    rule: 'type',
  },
  {
    id: 'path:bays-range',
    description: 'An item of `bays` above its maximum is accepted',
    operation: 'findShelf',
    place: 'path.bays.*',
    rule: 'maximum',
  },
  {
    id: 'path:bays-too-many',
    description: 'More items of `bays` than allowed are accepted',
    operation: 'findShelf',
    place: 'path.bays',
    rule: 'maxItems',
  },
]);
