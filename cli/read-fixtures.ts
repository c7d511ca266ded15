import { existsSync, readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import { UsageError } from '../http/usage-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../spec/json.ts';
import type { Fixtures, FixtureVariable } from '../suites/fixtures.ts';
import { didYouMean } from './suggest.ts';

/** The file of `--fixtures`, or its content. */
export type FixtureFile = string | JsonObject;

export interface FixtureSources {
  env?: NodeJS.ProcessEnv;
  file?: FixtureFile | undefined;
}

const maxFileBytes = 1024 * 1024;

/**
 * Reads the fixtures of a table from the environment and a file. The environment takes precedence; empty variables are
 * ignored.
 * @throws UsageError for an unreadable file, an unknown name, or a value that cannot be sent. No message contains a
 * secret.
 */
export function readFixtures(
  variables: readonly FixtureVariable[],
  { env = {}, file }: FixtureSources,
): Fixtures {
  const fromFile = file === undefined ? {} : readFixtureFile(file, variables);
  const entries = variables.flatMap((fixture) => {
    const { name, variable } = fixture;
    const fromEnvironment = env[variable];
    const [text, source] = fromEnvironment
      ? [fromEnvironment, variable]
      : [fromFile[name], `\`${name}\` in ${nameFixtureFile(file)}`];
    return text === undefined ? [] : [[name, checkValue(fixture, text, source)] as const];
  });
  return Object.fromEntries(entries);
}

function readFixtureFile(
  file: FixtureFile,
  variables: readonly FixtureVariable[],
): Readonly<Record<string, string>> {
  const names = variables.map(({ name }) => name);
  const entries = Object.entries(parseFixtureFile(file)).filter(([, value]) => !isJsonObject(value));
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (!names.includes(name))
        throw new UsageError(
          `${nameFixtureFile(file)}: \`${name.slice(0, 80)}\` is not a fixture.${didYouMean(name, names)} Fixtures: ${names.join(', ')}.`,
        );
      if (typeof value !== 'string')
        throw new UsageError(
          `${nameFixtureFile(file)}: the value of \`${name}\` must be a string. Put it in quotes.`,
        );
      return [name, value];
    }),
  );
}

/** The name of the file in messages. */
export const nameFixtureFile = (file: FixtureFile | undefined): string =>
  typeof file === 'string' ? file : 'fixtures';

/**
 * Parses a `--fixtures` file: named values, and by operation the parts of a request.
 * @throws UsageError if it cannot be read, or is not a YAML or JSON object
 */
export function parseFixtureFile(file: FixtureFile): JsonObject {
  if (typeof file !== 'string') return file;
  const content = parseYaml(file);
  if (content === null || content === undefined) return {};
  if (!isJsonObject(content))
    throw new UsageError(`${file} must contain names and values, one on each line: \`accessToken: …\`.`);
  return content;
}

function parseYaml(file: string): Json | undefined {
  if (!existsSync(file))
    throw new UsageError(`--fixtures: ${file} does not exist. Give the path of a YAML or JSON file.`);
  let text: string;
  try {
    if (statSync(file).size > maxFileBytes) throw new Error('larger than 1 MiB');
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`--fixtures: ${file} cannot be read: ${String(cause)}`, { cause });
  }
  try {
    return parse(text, { maxAliasCount: 0, prettyErrors: false });
  } catch {
    throw new UsageError(`${file} is neither YAML nor JSON.`); // the parser's message could quote a token
  }
}

function checkValue({ secret }: FixtureVariable, text: string, source: string): string {
  const defect = secret ? findSecretDefect(text) : findValueDefect(text);
  if (defect !== undefined) throw new UsageError(`${source} ${defect}`);
  return text;
}

/** A token is sent in a header field: visible ASCII only (RFC 9110 section 5.5, RFC 6750 section 2.1). */
function findSecretDefect(text: string): string | undefined {
  if (/^\s|\s$/.test(text)) return 'begins or ends with a space or line break. Remove it.';
  if (/[^\x20-\x7e]/.test(text))
    return 'has a character that is not allowed in headers. Copy the token again.';
  if (/\s/.test(text)) return 'contains a space. Copy the token again, without `Bearer`.';
  return undefined;
}

function findValueDefect(text: string): string | undefined {
  return /[\x00-\x1f\x7f]/.test(text)
    ? 'contains a line break or another control character. Remove it.'
    : undefined;
}
