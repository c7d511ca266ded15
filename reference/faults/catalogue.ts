import type { Fault, Row } from './fault.ts';
import { formats } from './formats.ts';
import { metadata } from './metadata.ts';
import { nullability } from './nullability.ts';
import { shape } from './shape.ts';
import { tooLax } from './too-lax.ts';
import { tooStrict } from './too-strict.ts';
import { types } from './types.ts';
import { discriminator, enums, tuples } from './unions.ts';

const families: Record<string, readonly Row[]> = {
  'too lax': tooLax,
  'too strict': tooStrict,
  'response shape': shape,
  types,
  formats,
  nullability,
  enums,
  discriminator,
  tuples,
  metadata,
};

/** Every fault the reference can be given. */
export const faults: readonly Fault[] = Object.entries(families).flatMap(([family, rows]) =>
  rows.map((row) => ({ family, ...row })),
);
