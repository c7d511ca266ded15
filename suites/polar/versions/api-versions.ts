import type { ApiVersions } from '../../suite.ts';
import { createVersionRules } from './version-rules.ts';

const folder = 'suites/polar/versions';

/** The dated versions of Polar's API. The overlays of a version build on those of the version before it. */
export const apiVersions: ApiVersions = {
  header: 'Polar-Version',
  versions: [
    { name: '2026-04', overlays: [`${folder}/2026-04.overlay.yaml`] },
    { name: '2026-10', overlays: [`${folder}/2026-04.overlay.yaml`, `${folder}/2026-10.overlay.yaml`] },
  ],
  findVersion: ({ title, version }) =>
    title === 'Polar API' && /^\d{4}-\d{2}$/.test(version) ? version : undefined,
  createRules: createVersionRules,
};
