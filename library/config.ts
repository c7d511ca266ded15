import type { Config } from '../cli/config.ts';

export type { Config, Secret } from '../cli/config.ts';

/**
 * Returns the configuration unchanged. Its type lets editors complete and check it: `export default defineConfig({ …
 * })`.
 */
export const defineConfig = (config: Config): Config => config;
