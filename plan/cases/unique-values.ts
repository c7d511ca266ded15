import type { Case } from '../../spec/openapi/case.ts';
import type { RequestSpec } from '../../spec/openapi/request.ts';
import type { PlanContext } from '../context.ts';

/** The suffix of composed values in this run. Requests that need unique values extend it. */
export const uniqueSuffix = (seed: number): string => `x${(seed >>> 0).toString(36)}`;

/**
 * Returns the case with other values in place of the composed ones, if the target rejects a request that it has accepted before:
 * it would reject all cases whose names or addresses must be unique.
 * @param position distinguishes the case from all others of the operation
 */
export function withUniqueValues({ acceptance, seed }: PlanContext, each: Case, position: string): Case {
  if (!acceptance?.needsUniqueValues) return each;
  const suffix = uniqueSuffix(seed);
  const replace = (text: string): string => text.replaceAll(`-${suffix}`, `-${suffix}${position}`);
  return {
    ...each,
    request: replaceTexts(each.request, replace),
    ...(each.subcases && {
      subcases: each.subcases.map((subcase, index) => ({
        ...subcase,
        request: replaceTexts(subcase.request, (text) =>
          text.replaceAll(`-${suffix}`, `-${suffix}${position}s${index}`),
        ),
      })),
    }),
  };
}

function replaceTexts(request: RequestSpec, replace: (text: string) => string): RequestSpec {
  const { body, path } = request;
  const changed = { ...request, path: replace(path) };
  if (!body || 'base64' in body) return changed;
  if ('text' in body) return { ...changed, body: { text: replace(body.text) } };
  return { ...changed, body: { json: JSON.parse(replace(JSON.stringify(body.json))) } };
}
