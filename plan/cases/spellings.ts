import type { Case } from '../../spec/openapi/case.ts';
import type { PlanContext } from '../context.ts';

/**
 * Roles of probes that write the same request in another form. A server that accepts all forms at once accepts each of
 * them.
 */
const spellingRoles = ['authentication:scheme-case', 'protocol:charset', 'protocol:json-spelling'];

/**
 * Takes these probes out of the cases and combines them into one request. If it is rejected, they are sent one by one.
 * They stay separate if one of them is missing.
 */
export function combineSpellings(
  { model }: PlanContext,
  cases: readonly Case[],
): [spellings: Case[], others: Case[]] {
  const spellings = cases.filter(({ role = '' }) => spellingRoles.includes(role));
  const others = cases.filter((each) => !spellings.includes(each));
  const requests = spellings.map(({ request }) => request);
  const body = requests.find((request) => request.body && 'text' in request.body)?.body;
  const withCharset = requests.find(({ headers }) => headers.some(([, value]) => /charset/i.test(value)));
  if (spellings.length < spellingRoles.length || !body || !withCharset) return [spellings, others];
  const { id } = model.operation;
  const combined: Case = {
    id: `${id}/probe/spellings`,
    operation: id,
    kind: 'probe',
    description: 'a valid request with unusual spellings of scheme, media type and JSON',
    subcases: spellings,
    request: { ...withCharset, credentials: 'lowercase', body },
    covers: spellings.flatMap(({ covers }) => covers),
  };
  return [[combined], others];
}
