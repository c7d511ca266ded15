import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { UsageError } from '../http/usage-error.ts';
import { isObject } from '../spec/json.ts';
import { isRepository, packageRoot } from '../spec/package-root.ts';
import type { Config } from './config.ts';
import { isOptionCommand, type OptionName, optionList, toPropertyName } from './option-table.ts';
import type { ConfiguredOptions } from './parse-options.ts';
import { didYouMean } from './suggest.ts';
import { toConfiguredOptions } from './table-options.ts';

const extensions = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'];
const fileNames = extensions.map((extension) => `conformance.config.${extension}`);

/**
 * Reads the configuration: the given file, or `conformance.config.*` in the current folder. Returns no options if there
 * is none. Calls none of its functions.
 * @throws UsageError for a missing file, one that cannot be loaded, an unknown property, or a value of a wrong type
 */
export async function readConfig(given: string | undefined): Promise<ConfiguredOptions> {
  const file = given ?? findFile();
  if (file === undefined) return { given: [], values: { source: '' } };
  if (!existsSync(file))
    throw new UsageError(`--config: ${file} does not exist. Give the path of a configuration file.`);
  const config = checkConfig(file, await load(resolve(file)));
  const { fixtures, knownFailures, contract, sdk = [], ...others } = config;
  const locate = (path: string | undefined) => path && locatePath(file, path);
  return toConfiguredOptions(`${file}: `, {
    ...{ ...others, contract: locate(contract), deviations: locate(knownFailures) },
    sdk: [sdk].flat().map((folder) => locatePath(file, folder)),
    fixtures: typeof fixtures === 'string' ? locate(fixtures) : fixtures,
  });
}

/** @throws UsageError if the current folder has several configurations */
function findFile(): string | undefined {
  const [file, other] = fileNames.filter((name) => existsSync(name));
  if (other === undefined) return file;
  throw new UsageError(`${file} and ${other} both exist. Remove one, or choose one with --config.`);
}

/** The module that configurations import. It is resolved to this program's copy, wherever that is installed. */
const configModule = isRepository ? 'library/config.ts' : 'dist/library/config.js';

async function load(file: string): Promise<unknown> {
  try {
    if (/\.ya?ml$/.test(file)) return parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 });
    const alias = { 'polar-conformance/config': join(packageRoot, configModule) };
    const { createJiti } = await import('jiti');
    return await createJiti(file, { alias, fsCache: false }).import(file, { default: true });
  } catch (cause) {
    throw new UsageError(`${relative('', file)} cannot be loaded: ${String(cause)}`, { cause });
  }
}

/** The options that have another name in a configuration. */
const renamedOptions: Partial<Readonly<Record<OptionName, string>>> = {
  credential: 'credentials',
  header: 'headers',
  deviations: 'knownFailures',
};

/** The options that select what one command does, and not how a server is tested. */
const commandOptions: readonly OptionName[] = [
  'config',
  'write-deviations',
  'listen',
  'webhooks',
  'port',
  'webhook-secret',
  'out',
  'help',
  'version',
  'dry-run',
];

/** Returns the property of an option in a configuration; undefined if it has none. */
export const findConfigProperty = (name: OptionName): string | undefined =>
  isOptionCommand(name) || commandOptions.includes(name)
    ? undefined
    : (renamedOptions[name] ?? toPropertyName(name));

const properties: readonly string[] = [
  ...optionList.flatMap(([name]) => findConfigProperty(name) ?? []),
  ...['parameters', 'hooks', 'rules'],
];

function checkConfig(file: string, config: unknown): Config {
  if (!isObject(config))
    throw new UsageError(`${file} must export an object: export default defineConfig({ … }).`);
  const unknown = Object.keys(config).find((name) => !properties.includes(name));
  if (unknown === undefined) return config; // its values are checked later, with those of the library
  throw new UsageError(
    `${file}: \`${unknown}\` is not a property.${didYouMean(unknown, properties) || ' Use the names of --help in camel case.'}`,
  );
}

/** Resolves a path in the configuration relative to the current folder. URLs are returned unchanged. */
const locatePath = (file: string, path: string): string =>
  /^[a-z][a-z\d+.-]+:/i.test(path) ? path : relative('', resolve(dirname(file), path));
