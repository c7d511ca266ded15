import { collections } from './faults/collections.ts';
import { credentials } from './faults/credentials.ts';
import { deletions } from './faults/deletions.ts';
import { discriminators } from './faults/discriminators.ts';
import type { Fault, FaultDefinition } from './faults/fault.ts';
import { hosts } from './faults/hosts.ts';
import { injectedTexts } from './faults/injected-texts.ts';
import { laxBodies } from './faults/lax-bodies.ts';
import { laxBooks } from './faults/lax-books.ts';
import { laxForms } from './faults/lax-forms.ts';
import { laxHeaders } from './faults/lax-headers.ts';
import { laxLists } from './faults/lax-lists.ts';
import { laxPaths } from './faults/lax-paths.ts';
import { laxSearches } from './faults/lax-searches.ts';
import { listedItems } from './faults/listed-items.ts';
import { lostChanges } from './faults/lost-changes.ts';
import { lostValues } from './faults/lost-values.ts';
import { mediaTypes } from './faults/media-types.ts';
import { methods } from './faults/methods.ts';
import { missingValues } from './faults/missing-values.ts';
import { rejectedEffects } from './faults/rejected-effects.ts';
import { resourceShapes } from './faults/resource-shapes.ts';
import { responseBodies } from './faults/response-bodies.ts';
import { responseHeaders } from './faults/response-headers.ts';
import { statuses } from './faults/statuses.ts';
import { strictBodies } from './faults/strict-bodies.ts';
import { strictParameters } from './faults/strict-parameters.ts';
import { times } from './faults/times.ts';
import { types } from './faults/types.ts';
import { unstable } from './faults/unstable.ts';

const families: Readonly<Record<string, readonly FaultDefinition[]>> = {
  'too strict': [...strictParameters, ...strictBodies],
  'lax query': [...laxLists, ...laxSearches],
  'lax path': laxPaths,
  'lax header or cookie': laxHeaders,
  'lax body': [...laxBooks, ...laxBodies, ...laxForms],
  types,
  discriminator: discriminators,
  'response shape': [...resourceShapes, ...responseBodies],
  'response headers': responseHeaders,
  'media type': mediaTypes,
  status: statuses,
  security: credentials,
  protocol: [...methods, ...hosts],
  robustness: injectedTexts,
  'missing values': missingValues,
  'lost values': lostValues,
  'lost changes': lostChanges,
  'unwanted effects': rejectedEffects,
  deletions,
  'items of lists': listedItems,
  times,
  lists: collections,
  instability: unstable,
};

/** Every fault of the bookshop, by family. */
export const bookshopFaults: readonly Fault[] = Object.entries(families).flatMap(([family, rows]) =>
  rows.map((row) => ({ family, ...row })),
);
