import type { Operation } from '../../spec/openapi/contract.ts';
import type { PlanContext } from '../context.ts';

/** Where to give a credential of the operation: a variable of its suite, or that of its first security scheme. */
export function formatCredentialRemedy({ suite, model }: PlanContext): string {
  const variable = suite?.fixtureVariables.find(({ name }) => name === 'accessToken')?.variable;
  if (variable !== undefined) return `set ${variable}`;
  const [scheme] = model.operation.security[0] ?? [];
  return scheme === undefined
    ? 'give a credential, for example with --header'
    : `set CONFORMANCE_CREDENTIAL_${scheme.name.toUpperCase().replace(/\W+/g, '_')}`;
}

/**
 * The variables of these fixtures (by default those of seed messages) that the user has not set; undefined if all are set or
 * the operation has no suite.
 */
export function formatMissingFixtures(
  { suite, fixtures }: PlanContext,
  names: readonly string[] = suite?.seedTemplates.flatMap(({ body }) => Object.values(body)) ?? [],
): string | undefined {
  const missing = suite?.fixtureVariables.filter(
    ({ name }) => names.includes(name) && fixtures[name] === undefined,
  );
  return missing && missing.length > 0
    ? `set ${missing.map(({ variable }) => variable).join(' or ')}`
    : undefined;
}

/** How to give the values of a valid request of the operation, with the parts that the operation has. */
export function formatFixturesRemedy({ id, parameters, body }: Operation): string {
  const locations = (['path', 'query', 'header'] as const).filter((location) =>
    parameters.some((parameter) => parameter.in === location && (parameter.required || !body)),
  );
  const parts = [...locations, ...(body ? ['body'] : [])].map((part) => `"${part}": {…}`);
  return `give a request that the target accepts: --fixtures=FILE with {"${id}": {${parts.join(', ')}}}`;
}
