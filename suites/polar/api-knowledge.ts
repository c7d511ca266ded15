import type { ApiKnowledge, OperationEffect } from '../api-knowledge.ts';

/** What operations of Polar's API do beyond what their method shows. DELETE operations need no entry. */
const effects: readonly OperationEffect[] = [
  {
    pattern: / oauth2:introspect_token$/,
    effect: 'changes nothing',
    reason: 'it describes a token (RFC 7662)',
  },
  {
    pattern: / oauth2:authorize$/,
    effect: 'cannot be undone',
    reason: 'it may issue an authorization code to an application that the user has allowed before',
  },
  {
    pattern: / oauth2:(request|revoke)_token$/,
    effect: 'cannot be undone',
    reason: 'it issues or revokes a token',
  },
  {
    pattern: / (customer_portal:)?subscriptions:(create|update|revoke|cancel)$/,
    effect: 'moves money',
    reason: 'a changed subscription is invoiced, and a cancelled one is not charged any more',
  },
  {
    pattern: / orders:(create|finalize)$| customer_portal:orders:confirm_retry_payment$/,
    effect: 'moves money',
    reason: 'the payment method of the customer is charged',
  },
  { pattern: / refunds:create$/, effect: 'moves money', reason: 'the customer gets money back' },
  { pattern: / disputes:accept$/, effect: 'moves money', reason: 'a lost dispute is paid back' },
  {
    pattern: / checkouts:client_confirm$/,
    effect: 'moves money',
    reason: 'the customer pays the checkout',
  },
  {
    pattern: / customer_portal:customers:(add|confirm|delete)_payment_method$/,
    effect: 'moves money',
    reason: 'later payments use the payment methods of the customer',
  },
  {
    pattern: / events:ingest$/,
    effect: 'moves money',
    reason: 'usage is billed, and no event can be deleted',
  },
  {
    pattern: /seats:(assign_seat|resend_invitation)$/,
    effect: 'sends messages',
    reason: 'the holder of the seat gets an invitation by mail',
  },
  {
    pattern: / customer_portal:members:add_member$| customers:members:create(_external)?$/,
    effect: 'sends messages',
    reason: 'the member may get an invitation by mail',
  },
  {
    pattern: / customer_portal:customers:request_email_update$/,
    effect: 'sends messages',
    reason: 'the new address gets a mail',
  },
  {
    pattern: / webhooks:redeliver_webhook_event$/,
    effect: 'sends messages',
    reason: 'the endpoints of the organization get the event again',
  },
  {
    pattern: / webhooks:reset_webhook_endpoint_secret$/,
    effect: 'cannot be undone',
    reason: 'the endpoint rejects all deliveries until it has the new secret',
  },
  {
    pattern: / (customer_portal:)?orders:generate_invoice$/,
    effect: 'cannot be undone',
    reason: 'an invoice that exists cannot be changed',
  },
  {
    pattern: / (customer_portal:)?license_keys:(validate|activate|deactivate)$/,
    effect: 'cannot be undone',
    reason: 'the use of a license key is counted',
  },
  {
    pattern: /seats:claim_seat$| customer_portal:customers:verify_email_update$/,
    effect: 'cannot be undone',
    reason: 'an invitation or a link in a mail can be used once',
  },
  {
    pattern: /^DELETE customers:delete(_external)?$/,
    effect: 'cannot be undone',
    reason: 'the subscriptions of the customer end',
  },
];

/** The prefixes of tokens in Polar's open-source server, which also let secret scanners find them. */
const tokenSchemes: ApiKnowledge['tokenSchemes'] = [
  { prefix: 'polar_oat_', schemes: ['oat'] },
  { prefix: 'polar_pat_', schemes: ['pat'] },
  { prefix: 'polar_at_', schemes: ['oidc'] },
];

/** What is known of Polar's API: its effects, the kinds of its tokens, and that the token of a customer session opens the customer portal. */
export const polarApi: ApiKnowledge = {
  isDescribedBy: ({ title }) => title === 'Polar API',
  effects,
  tokenSchemes,
  issuedTokens: {
    schemes: ['customer_session', 'member_session'],
    pointer: '/token',
    createBody({ fixtures: { customerId, externalCustomerId, teamCustomerId, memberId } }) {
      if (customerId !== undefined) return { customer_id: customerId };
      if (externalCustomerId !== undefined) return { external_customer_id: externalCustomerId };
      if (teamCustomerId === undefined || memberId === undefined) return undefined;
      return { customer_id: teamCustomerId, member_id: memberId };
    },
  },
};
