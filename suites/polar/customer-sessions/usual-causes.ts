/** What usually causes a violation of each rule, by the name of the rule. */
export const usualCauses: Readonly<Record<string, string>> = {
  'semantics:customer-ids-agree': '`customer_id` and `customer` come from two different queries.',
  'semantics:asked-customer':
    'The lookup takes the first customer of the organization, or a cache uses the wrong key.',
  'semantics:asked-external-id': 'External ids are compared without regard to case, or by prefix.',
  'semantics:either-customer': 'If both ids are given, a third customer is used, such as that of the token.',
  'semantics:return-url': 'A default return URL replaces the one that was sent, or the URL is decoded twice.',
  'semantics:no-return-url': 'The response contains an empty string or a default URL instead of null.',
  'semantics:expires-after-created':
    'The two times come from two clocks, or the lifetime has the wrong unit.',
  'semantics:expires-in-future':
    'A local time is written as UTC, or a cache returns a session that has already expired.',
  'semantics:created-now':
    'A local time is written as UTC, or `created_at` is that of the customer instead of the session.',
  'semantics:token-not-empty':
    'Only the hash of the token is stored, so the response contains an empty token.',
  'semantics:portal-url-absolute': 'The base URL is not configured, so the response contains only the path.',
  'semantics:token-in-portal-url':
    'The URL is built before the token is generated, or with the token of another session.',
  'semantics:token-fresh': 'Sessions are reused until they expire, or the token generator is predictable.',
  'semantics:id-fresh': 'Sessions are reused until they expire.',
  'semantics:same-customer': 'Data is invented for each response, or customers are mixed up under load.',
  'semantics:one-organization': 'A query lacks the condition on the organization.',
  'semantics:foreign-customer':
    'A query lacks the condition on the organization: data leaks between organizations.',
  'semantics:foreign-indistinguishable':
    'A permission check returns 403 or 404 for existing ids of other organizations, which reveals that they exist.',
  'semantics:team-needs-member': 'A team gets a session for no member, or for an arbitrary one.',
  'semantics:unknown-member': 'An unknown member is ignored or created.',
  'semantics:unknown-external-member': 'An unknown member is ignored or created.',
  'semantics:foreign-member': 'The member is looked up by its id alone, without its customer.',
  'semantics:foreign-external-member':
    'The member is looked up by its external id alone, without its customer.',
  'semantics:unknown-customer': 'The status is 404 instead of 422, or the customer is created implicitly.',
  'semantics:unknown-external-customer':
    'The status is 404 instead of 422, or the customer is created implicitly.',
  'semantics:almost-customer': "Ids are compared by prefix, or truncated to a column's length.",
  'semantics:external-id-longer':
    "The query uses LIKE instead of =, or the id is truncated to a column's length.",
  'semantics:external-id-prefix': 'The query uses LIKE instead of =.',
  'semantics:external-id-case': 'The collation of the database is case-insensitive.',
  'semantics:session-opens-portal':
    'The token is stored in another form than it is looked up, or the session is not committed.',
  'semantics:portal-customer': 'The portal looks up the member or the owner instead of the customer.',
  'semantics:portal-truncated-token':
    'Tokens are compared by prefix, or truncated to the length of a column.',
  'semantics:version-repeated':
    'The version is read after the response was started, or a cache ignores the field in its key.',
  'semantics:unknown-version': 'The router falls back to the default version.',
  'semantics:malformed-version':
    'The version is parsed as a date without handling the error, or the router falls back to the default version.',
  'semantics:default-version': 'The field is treated as required, or the default version has no routes.',
  'semantics:external-id-blank':
    'The id is trimmed, or the database ignores trailing spaces (CHAR columns, some collations).',
};
