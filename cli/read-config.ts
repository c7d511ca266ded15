import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../http/usage-error.ts';
import { isObject } from '../spec/json.ts';
import { packageRoot } from '../spec/package-root.ts';
import type { Config, Secret } from './config.ts';
import { optionList, toPropertyName } from './option-table.ts';
import type { ConfiguredOptions } from './parse-options.ts';
import { didYouMean } from './suggest.ts';
import { toGivenOptions } from './table-options.ts';

const fileNames = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `conformance.config.${extension}`);

/**
 * Reads the configuration: the given file, or `conformance.config.*` in the current folder. Returns no options if there
 * is none.
 * @throws UsageError for a missing file, one that cannot be loaded, or an unknown property
 */
export async function readConfig(given: string | undefined): Promise<ConfiguredOptions> {
  const file = given ?? fileNames.find((name) => existsSync(name));
  if (file === undefined) return { given: [] };
  if (!existsSync(file))
    throw new UsageError(`--config: ${file} does not exist. Give the path of a configuration file.`);
  const config = checkConfig(file, await load(resolve(file)));
  const { accessToken, credentials = {}, fixtures, knownFailures, contract, ...others } = config;
  const locate = (path: string | undefined) => path && locatePath(file, path);
  const secrets = await resolveSecrets(file, { ...credentials, ...(accessToken && { '': accessToken }) });
  const { '': token, ...resolved } = secrets;
  const options = toGivenOptions({
    ...{ ...others, contract: locate(contract), credentials: resolved, deviations: locate(knownFailures) },
    ...(token !== undefined && { accessToken: token }),
    ...(typeof fixtures === 'string' && { fixtures: locate(fixtures) }),
  });
  const named = options.map((option) => ({ ...option, from: `${file}: ${option.from}` }));
  return { given: named, ...(typeof fixtures === 'object' && { fixtures }) };
}

/** The module that configurations import. It is resolved to this program's copy, wherever that is installed. */
const configModule = import.meta.url.endsWith('.ts') ? 'library/config.ts' : 'dist/library/config.js';

async function load(file: string): Promise<unknown> {
  const alias = { 'polar-conformance/config': join(packageRoot, configModule) };
  try {
    const { createJiti } = await import('jiti');
    return await createJiti(file, { alias, fsCache: false }).import(file, { default: true });
  } catch (cause) {
    throw new UsageError(`${relative('', file)} cannot be loaded: ${String(cause)}`, { cause });
  }
}

const properties: readonly string[] = [
  ...optionList.map(([name]) => toPropertyName(name)),
  ...['credentials', 'headers', 'knownFailures'],
].filter(
  (name) => !/^(config|credential|header|deviations|list|explain|replay|help|version|dryRun)$/.test(name),
);

function checkConfig(file: string, config: unknown): Config {
  if (!isObject(config))
    throw new UsageError(`${file} must export an object: export default defineConfig({ … }).`);
  const unknown = Object.keys(config).find((name) => !properties.includes(name));
  if (unknown === undefined) return config; // the parsers of the command line check the values
  throw new UsageError(
    `${file}: \`${unknown}\` is not a property.${didYouMean(unknown, properties) || ' Use the names of --help in camel case.'}`,
  );
}

/** Resolves a path in the configuration relative to the current folder. URLs are returned unchanged. */
const locatePath = (file: string, path: string): string =>
  /^[a-z][a-z\d+.-]+:/i.test(path) ? path : relative('', resolve(dirname(file), path));

async function resolveSecrets(
  file: string,
  secrets: Readonly<Record<string, Secret>>,
): Promise<Record<string, string>> {
  const entries = Object.entries(secrets).map(async ([name, secret]) => {
    const value = await resolveSecret(secret);
    if (typeof value === 'string' && value !== '') return [name, value] as const;
    const source = typeof secret === 'object' ? `${secret.env} is not set` : 'it is empty';
    throw new UsageError(
      `${file}: ${name === '' ? 'accessToken' : `the credentials of ${name}`}: ${source}.`,
    );
  });
  return Object.fromEntries(await Promise.all(entries));
}

const resolveSecret = (secret: Secret): string | undefined | Promise<string> => {
  if (typeof secret === 'function') return secret();
  return typeof secret === 'string' ? secret : process.env[secret.env];
};
