import { acceptedCredentials } from './faults/accepted-credentials.ts';
import { crashes } from './faults/crashes.ts';
import { discriminator } from './faults/discriminator.ts';
import { enums } from './faults/enums.ts';
import { errorInputs } from './faults/error-inputs.ts';
import { errorLocations } from './faults/error-locations.ts';
import { errorStructure } from './faults/error-structure.ts';
import type { Fault, FaultDefinition } from './faults/fault.ts';
import { formats } from './faults/formats.ts';
import { headers } from './faults/headers.ts';
import { httpMessages } from './faults/http-messages.ts';
import { internals } from './faults/internals.ts';
import { isolation } from './faults/isolation.ts';
import { laxIds } from './faults/lax-ids.ts';
import { laxReturnUrls } from './faults/lax-return-urls.ts';
import { lookups } from './faults/lookups.ts';
import { mediaTypes } from './faults/media-types.ts';
import { metadata } from './faults/metadata.ts';
import { methods } from './faults/methods.ts';
import { nullability } from './faults/nullability.ts';
import { oneBranch } from './faults/one-branch.ts';
import { portal } from './faults/portal.ts';
import { rejectedCredentials } from './faults/rejected-credentials.ts';
import { returnUrls } from './faults/return-urls.ts';
import { scopes } from './faults/scopes.ts';
import { sessionIdentity, sessionTimes } from './faults/session-identity.ts';
import { sessionTokens } from './faults/session-tokens.ts';
import { shape } from './faults/shape.ts';
import { statuses } from './faults/statuses.ts';
import { strictBodies } from './faults/strict-bodies.ts';
import { strictReturnUrls } from './faults/strict-return-urls.ts';
import { tuples } from './faults/tuples.ts';
import { types } from './faults/types.ts';
import { versions } from './faults/versions.ts';

/** All families. Their order determines which faults are in a sample. */
const families: Record<string, readonly FaultDefinition[]> = {
  'too lax': [...laxReturnUrls, ...laxIds],
  'too strict': [...strictReturnUrls, ...strictBodies],
  'one branch': oneBranch,
  'response shape': shape,
  types,
  formats,
  nullability,
  enums,
  discriminator,
  tuples,
  metadata,
  status: statuses,
  'media type': mediaTypes,
  headers,
  '422 structure': [...errorStructure, ...errorInputs],
  loc: errorLocations,
  authentication: [...acceptedCredentials, ...rejectedCredentials],
  scope: scopes,
  isolation,
  semantics: [...lookups, ...sessionIdentity, ...sessionTokens, ...returnUrls, ...sessionTimes],
  protocol: [...methods, ...httpMessages],
  robustness: [...crashes, ...internals],
  portal,
  versions,
};

/** All faults of the reference, by family. */
export const faults: readonly Fault[] = Object.entries(families).flatMap(([family, rows]) =>
  rows.map((row) => ({ family, ...row })),
);
