import { access } from './authentication.ts';
import { crashes } from './crashes.ts';
import { discriminator } from './discriminator.ts';
import { enums } from './enums.ts';
import type { Fault, Row } from './fault.ts';
import { formats } from './formats.ts';
import { headers } from './headers.ts';
import { identity, times } from './identity.ts';
import { inputs } from './inputs.ts';
import { internals } from './internals.ts';
import { isolation } from './isolation.ts';
import { laxIds } from './lax-ids.ts';
import { laxReturnUrls } from './lax-return-urls.ts';
import { locations } from './locations.ts';
import { lookups } from './lookups.ts';
import { mediaTypes } from './media-types.ts';
import { messages } from './messages.ts';
import { metadata } from './metadata.ts';
import { methods } from './methods.ts';
import { nullability } from './nullability.ts';
import { oneBranch } from './one-branch.ts';
import { returnUrls } from './return-urls.ts';
import { scope } from './scopes.ts';
import { tokens } from './session-tokens.ts';
import { shape } from './shape.ts';
import { statuses } from './statuses.ts';
import { strictBodies } from './strict-bodies.ts';
import { strictReturnUrls } from './strict-return-urls.ts';
import { structure } from './structure.ts';
import { tuples } from './tuples.ts';
import { types } from './types.ts';
import { unauthorized } from './unauthorized.ts';

const families: Record<string, readonly Row[]> = {
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
  '422 structure': [...structure, ...inputs],
  loc: locations,
  authentication: [...access, ...unauthorized],
  scope,
  isolation,
  semantics: [...lookups, ...identity, ...tokens, ...returnUrls, ...times],
  protocol: [...methods, ...messages],
  robustness: [...crashes, ...internals],
};

/** Every fault the reference can be given. */
export const faults: readonly Fault[] = Object.entries(families).flatMap(([family, rows]) =>
  rows.map((row) => ({ family, ...row })),
);
