/** What usually breaks what customer sessions promise, by the name of the rule. */
export const brokenBy: Readonly<Record<string, string>> = {
  'semantics:customer-ids-agree': 'The session’s customer and the embedded one come from two queries.',
  'semantics:asked-customer':
    'A lookup that takes the first customer of the organization, or a cache under a wrong key.',
  'semantics:asked-external-id':
    'External ids that are compared without regard to case, or by their beginning.',
  'semantics:either-customer': 'With both ids given, a third customer is taken: the one of the token.',
  'semantics:return-url': 'A default return URL that replaces the one asked for; a URL decoded twice.',
  'semantics:no-return-url': 'An empty string, or a default of the organization, instead of null.',
  'semantics:expires-after-created': 'Times of two clocks, or a lifetime in the wrong unit.',
  'semantics:expires-in-future':
    'A local time written as UTC; a session of a cache that has already expired.',
  'semantics:created-now':
    'A local time written as UTC; the customer’s `created_at` instead of the session’s.',
  'semantics:token-not-empty': 'A token that is stored hashed and answered empty.',
  'semantics:portal-url-absolute': 'A base URL that is not configured: the portal’s path alone is answered.',
  'semantics:token-in-portal-url': 'A URL made before the token, or with the token of another session.',
  'semantics:token-fresh':
    'Sessions that are reused while they last, or tokens from a predictable generator.',
  'semantics:id-fresh': 'Sessions that are reused while they last.',
  'semantics:same-customer': 'Data that is made up for each answer, or customers mixed up under load.',
  'semantics:one-organization': 'A query without the condition on the organization.',
  'semantics:foreign-customer': 'A query without the condition on the organization: a leak between tenants.',
  'semantics:foreign-indistinguishable':
    'A permission check that answers 403 or 404 for what exists elsewhere: it tells strangers which ids exist.',
  'semantics:team-needs-member': 'A team that gets a session for no member, or for a random one.',
  'semantics:unknown-member': 'An unknown member that is ignored, or created.',
  'semantics:unknown-external-member': 'An unknown member that is ignored, or created.',
  'semantics:foreign-member': 'A member that is looked up by its id alone, without its customer.',
  'semantics:foreign-external-member':
    'A member that is looked up by its external id alone, without its customer.',
  'semantics:unknown-customer': '404 instead of 422, or a customer that is created on the way.',
  'semantics:unknown-external-customer': '404 instead of 422, or a customer that is created on the way.',
  'semantics:almost-customer': 'Ids that are compared by their beginning, or cut to a column’s length.',
  'semantics:external-id-longer': 'LIKE instead of =, or a cut to a column’s length.',
  'semantics:external-id-prefix': 'LIKE instead of =.',
  'semantics:external-id-case': 'A case-insensitive collation of the database.',
  'semantics:external-id-blank':
    'Trimming, or a database that ignores trailing blanks (CHAR, some collations).',
};
