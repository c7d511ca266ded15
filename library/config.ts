import type { Config } from '../cli/config.ts';

export type { Config } from '../cli/config.ts';
export type { Hooks, Rule, RuleExchange, Secret } from '../cli/extensions.ts';

/**
 * Returns the configuration unchanged. Its type lets editors complete and check it: `export default defineConfig({ …
 * })`.
 */
export const defineConfig = (config: Config): Config => config;
