import { readFileSync, statSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Target } from '../../http/target.ts';
import { UsageError } from '../../http/usage-error.ts';
import type { Replay } from '../../reporters/record.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Case, RequestSpec } from '../../spec/openapi/exchange.ts';
import { replaySchema } from './replay-schema.ts';

/** What may be replayed on whom. */
export interface ReplayLimits {
  operations: readonly Operation[];
  target: Target;
  /** Whether what could take a server down was asked for. */
  full: boolean;
}

const largest = 64 * 1024 * 1024;
const hasReplayShape = new Ajv({ strict: true, allowUnionTypes: true }).compile<Replay>(replaySchema);

/**
 * Reads a replay: a file from strangers, which may ask for no more than a plan could.
 * @throws UsageError that says what is wrong with it.
 */
export function readReplay(path: string, limits: ReplayLimits): Replay {
  const value = parsed(path);
  if (!hasReplayShape(value)) {
    const [first] = hasReplayShape.errors ?? [];
    throw new UsageError(`${path} is no replay: ${first?.instancePath || 'the file'} ${first?.message}.`);
  }
  for (const [index, one] of value.cases.entries()) {
    const why = whyNot(one, limits);
    if (why) throw new UsageError(`${path}: case ${index + 1} ${why}. Nothing of it was sent.`);
  }
  return value;
}

function parsed(path: string): unknown {
  try {
    if (statSync(path).size > largest) throw new Error('it is larger than 64 MiB');
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const why =
      cause instanceof SyntaxError ? 'it is not JSON' : cause instanceof Error ? cause.message : cause;
    throw new UsageError(`The replay ${path} cannot be read: ${why}.`, { cause });
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The paths at and below the operation's own: probes ask for what lies below. */
function pathsOf({ path }: Operation): RegExp {
  const steps = path
    .replace(/\/$/, '')
    .split(/\{[^}]*\}/)
    .map(escaped)
    .join('[^/?#]+');
  return new RegExp(`^${steps}(?:[/?]|$)`);
}

/** Fields that say where a request goes, how it is framed, or who sends it. */
const clientsOwn =
  /^(?:host|authorization|proxy-.*|cookie|content-length|transfer-encoding|connection|keep-alive|te|upgrade|expect)$/i;

/** Why a case is not one that a plan could have; undefined when it is. */
function whyNot(
  { operation, request }: Case,
  { operations, target, full }: ReplayLimits,
): string | undefined {
  const own = operations.find(({ id }) => id === operation);
  const local = target.kind !== 'remote';
  if (!own) return `is of the operation ${operation}, which is not tested here`;
  if (!pathsOf(own).test(request.path) || leavesItsPlace(request.path))
    return `asks for ${request.path.slice(0, 80)}, which is not at or below ${own.path}`;
  const reserved = request.headers.find(([name]) => clientsOwn.test(name));
  if (reserved) return `sets ${reserved[0]}, which the suite sets`;
  const usual = [own.method, 'GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', ...(local ? ['DELETE'] : [])];
  if (!usual.includes(request.method)) return `asks with ${request.method}, which is not sent to this target`;
  if (isDangerous(request) && !(local && full))
    return 'could take a server down: it takes --robustness=full and a server on this machine';
  return undefined;
}

const leavesItsPlace = (path: string): boolean => /(?:^|\/)(?:\.|%2e){1,2}(?:[/?#]|$)|%2f|%5c/i.test(path);

/** What a plan sends with `--robustness=full` only. */
const mostBytes = 1024 * 1024;
const mostLevels = 600;

function isDangerous({ body }: RequestSpec): boolean {
  if (body === undefined) return false;
  const text =
    'json' in body
      ? JSON.stringify(body.json)
      : 'text' in body
        ? body.text
        : Buffer.from(body.base64, 'base64').toString('latin1');
  return text.length > mostBytes || levelsOf(text) > mostLevels;
}

/** How deep brackets nest, be the text JSON or not. */
function levelsOf(text: string): number {
  let level = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') level += 1;
    else if (character === ']' || character === '}') level -= 1;
    deepest = Math.max(deepest, level);
  }
  return deepest;
}
