import type { StyleOperation } from './application.ts';
import type { HttpSettings } from './http-settings.ts';

const isTemplate = (segment: string): boolean => segment.includes('{');

/** Whether the path matches the template: equal literal segments, and any non-empty text for each expression. */
function matchesTemplate(template: string, path: string): boolean {
  const segments = template.split('/');
  const actual = path.split('/');
  return (
    segments.length === actual.length &&
    segments.every((segment, index) =>
      isTemplate(segment) ? actual[index] !== '' : segment === actual[index],
    )
  );
}

/**
 * Finds the operations of a path. If several templates match, the one with the fewest expressions is used (OpenAPI
 * 3.1.1 section 4.8.8).
 */
export function findRoute(
  operations: readonly StyleOperation[],
  pathname: string,
  { trailingSlash }: HttpSettings,
): readonly StyleOperation[] | 'unknown' | 'redirected' {
  const hasSlash = pathname.length > 1 && pathname.endsWith('/');
  const path = hasSlash && trailingSlash !== 'unknown' ? pathname.slice(0, -1) : pathname;
  const templates = [...new Set(operations.map((operation) => operation.path))]
    .filter((template) => matchesTemplate(template, path))
    .sort((one, other) => countExpressions(one) - countExpressions(other));
  const [template] = templates;
  if (template === undefined) return 'unknown';
  if (hasSlash && trailingSlash === 'redirected') return 'redirected';
  return operations.filter((operation) => operation.path === template);
}

const countExpressions = (template: string): number => template.split('/').filter(isTemplate).length;
