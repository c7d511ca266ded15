import type { Operation, SecurityScheme } from '../../spec/openapi/contract.ts';
import {
  findCredentialKind,
  listSupportedAlternatives,
  toCredentialVariable,
} from '../../spec/openapi/security.ts';
import type { Suite } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';

/** Describes how to provide the credentials of the operation. */
export const formatCredentialRemedy = ({ suite, model }: PlanContext): string =>
  formatCredentialVariables(model.operation, suite);

/** Describes which credentials of the operation to check. */
export const formatCredentialCheck = (context: PlanContext): string =>
  formatCredentialRemedy(context).replace(/^set/, 'check');

/**
 * Names the environment variables of the operation's credentials: that of its suite, or those of its security schemes.
 */
export function formatCredentialVariables({ security }: Operation, suite: Suite | undefined): string {
  const variable = suite?.fixtureVariables.find(({ name }) => name === 'accessToken')?.variable;
  if (variable !== undefined) return `set ${variable}`;
  const alternatives = listSupportedAlternatives(security);
  if (alternatives.length === 0) return 'give a credential, for example with --header';
  const isBearer = alternatives.every((schemes) =>
    schemes.every((scheme) => findCredentialKind(scheme) === 'bearer'),
  );
  if (isBearer && alternatives.length > 1) return 'set CONFORMANCE_ACCESS_TOKEN';
  return formatSchemeVariables({ security });
}

/** Names the environment variables of the operation's security schemes, also if an access token could serve them. */
export function formatSchemeVariables({ security }: Pick<Operation, 'security'>): string {
  const texts = listSupportedAlternatives(security).map((schemes) =>
    schemes.map(formatVariable).join(' and '),
  );
  return `set ${[...new Set(texts)].join(' or ')}`;
}

const formatVariable = (scheme: SecurityScheme): string =>
  `${toCredentialVariable(scheme.name)}${findCredentialKind(scheme) === 'basic' ? ' (USER:PASSWORD)' : ''}`;

/**
 * Names the variables of these fixtures (by default those of the seed messages) that the user has not set; undefined if
 * all are set or the operation has no suite.
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

/** Names what would make a valid request of the operation known: fixtures of its suite, or of the user. */
export function formatRequestRemedy(context: PlanContext): string {
  const { proposals, model } = context;
  const isAboutItem = model.operation.parameters.some((parameter) => parameter.in === 'path');
  const more =
    proposals.isOwnOnly && isAboutItem
      ? ', or add --allow-changes to let the run change what it has not created'
      : '';
  return formatMissingFixtures(context) ?? `${formatFixturesRemedy(model.operation)}${more}`;
}

/** Explains how to provide a valid request for the operation, naming only the parts that its requests have. */
export function formatFixturesRemedy({ id, parameters, body }: Operation): string {
  const locations = (['path', 'query', 'header', 'cookie'] as const).filter((location) =>
    parameters.some((parameter) => parameter.in === location && (parameter.required || !body)),
  );
  const parts = [...locations, ...(body ? ['body'] : [])].map((part) => `"${part}": {…}`);
  return `give a request that the target accepts: --fixtures=FILE with {"${id}": {${parts.join(', ')}}}`;
}
