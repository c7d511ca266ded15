import { readFileSync, statSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import type { Replay } from '../reporters/record.ts';
import { fromStoredCase, type StoredReplay } from '../reporters/replay-format.ts';
import { escapeRegExp } from '../spec/escape-reg-exp.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import type { RequestSpec } from '../spec/openapi/request.ts';
import { suites } from '../suites/suites.ts';
import { replaySchema } from './replay-schema.ts';

/** The limits that the cases of a replay must respect. */
export interface ReplayLimits {
  operations: readonly Operation[];
  target: Target;
  /** Whether requests that could take a server down are allowed (`--robustness=full`). */
  full: boolean;
}

const maxFileBytes = 64 * 1024 * 1024;
const hasReplayShape = new Ajv({ strict: true, allowUnionTypes: true }).compile<StoredReplay>(replaySchema);

/**
 * Reads a replay file. Replays may come from untrusted sources, so only requests that a plan could contain are
 * accepted.
 * @throws UsageError with the reason why the file is rejected.
 */
export function readReplay(path: string, limits: ReplayLimits): Replay {
  const value = parseFile(path);
  if (!hasReplayShape(value)) {
    const [first] = hasReplayShape.errors ?? [];
    throw new UsageError(
      `${path} is not a replay: ${first?.instancePath || 'the file'} ${first?.message}. Give a file that a run wrote. Nothing was sent.`,
    );
  }
  const cases = value.cases.map(fromStoredCase);
  for (const [index, each] of cases.entries()) {
    const objection = findObjection(each, limits);
    if (objection) throw new UsageError(`${path}: case ${index + 1} ${objection}. Nothing was sent.`);
  }
  return { ...value, cases };
}

function parseFile(path: string): unknown {
  try {
    if (statSync(path).size > maxFileBytes) throw new Error('it is larger than 64 MiB');
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason =
      cause instanceof SyntaxError ? 'it is not JSON' : cause instanceof Error ? cause.message : cause;
    throw new UsageError(`${path} cannot be read: ${reason}.`, { cause });
  }
}

/** Matches the operation's path and the paths below it, which probes request. */
function createPathPattern({ path }: Operation): RegExp {
  const steps = path
    .replace(/\/$/, '')
    .split(/\{[^}]*\}/)
    .map(escapeRegExp)
    .join('[^/?#]+');
  return new RegExp(`^${steps}(?:[/?]|$)`);
}

/** Headers for routing, framing and credentials. Only the suite may set them. */
const reservedHeaders =
  /^(?:host|authorization|proxy-.*|cookie|content-length|transfer-encoding|connection|keep-alive|te|upgrade|expect)$/i;

/** The paths of other operations that suites read. */
const followUpPaths = new Set(suites.flatMap(({ followUps }) => followUps?.paths ?? []));

/** Explains why the case cannot be part of a plan; undefined if it can. */
function findObjection(
  { operation, request }: Case,
  { operations, target, full }: ReplayLimits,
): string | undefined {
  const tested = operations.find(({ id }) => id === operation);
  const isLocal = target.kind !== 'remote';
  if (!tested)
    return `belongs to the operation ${operation}, which this run does not test: use the options of the run that wrote the file`;
  const isFollowUp = request.method === 'GET' && followUpPaths.has(request.path);
  if (!isFollowUp && (!createPathPattern(tested).test(request.path) || hasDotSegment(request.path)))
    return `requests ${request.path.slice(0, 80)}, which is not at or below ${tested.path}`;
  const hasCookies = tested.parameters.some((parameter) => parameter.in === 'cookie');
  const mayBeSet = (name: string): boolean =>
    /^host$/i.test(name) ? isLocal : hasCookies && /^cookie$/i.test(name);
  const reserved = request.headers.find(([name]) => reservedHeaders.test(name) && !mayBeSet(name));
  if (reserved) return `sets ${reserved[0]}, which only the suite may set`;
  const methods = [
    tested.method,
    'GET',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'PUT',
    'PATCH',
    ...(isLocal ? ['DELETE'] : []),
  ];
  if (!methods.includes(request.method))
    return `has the method ${request.method}, which the suite does not send to this target`;
  if (isDangerous(request) && !(isLocal && full))
    return 'could take a server down: it needs --robustness=full and a server on this machine';
  return undefined;
}

/** Whether a segment of the path is `.` or `..`, also between encoded slashes. */
const hasDotSegment = (path: string): boolean =>
  (path.split('?')[0] ?? '').split(/[/#\\]|%2f|%5c/i).some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));

/** Larger bodies are sent only with `--robustness=full`. */
const maxBodyLength = 1024 * 1024;
const maxDepth = 600;

function isDangerous({ body }: RequestSpec): boolean {
  if (body === undefined) return false;
  const text =
    'json' in body
      ? JSON.stringify(body.json)
      : 'text' in body
        ? body.text
        : Buffer.from(body.base64, 'base64').toString('latin1');
  return text.length > maxBodyLength || measureDepth(text) > maxDepth;
}

/** The maximum nesting depth of brackets in a text, which may not be JSON. */
function measureDepth(text: string): number {
  let depth = 0;
  let max = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    max = Math.max(max, depth);
  }
  return max;
}
