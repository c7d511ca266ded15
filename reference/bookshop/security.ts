import type { BookshopContext } from './pipeline.ts';
import { type SchemeName, schemes } from './security-schemes.ts';

/** Whether the request has the valid credential of the scheme; with a login, a bearer token that it issued. */
export function hasCredential(context: BookshopContext, name: SchemeName): boolean {
  const credential = schemes[name].read(context);
  const { credentials, logins } = context.store;
  const isIssued = logins && ['bearerAuth', 'openId'].includes(name);
  return isIssued ? logins.useToken(credential) : credential === credentials[name];
}

/** Whether the request satisfies one of the alternatives. An empty alternative needs no credentials. */
export function isAuthorized(context: BookshopContext): boolean {
  const { security = [[]] } = context.operation;
  return security.some((alternative) =>
    alternative.length === 0
      ? security.flat().every((name) => schemes[name].read(context) === undefined)
      : alternative.every((name) => hasCredential(context, name)),
  );
}

/** Returns the challenges of all schemes of the operation. */
export function createChallenge({ operation }: BookshopContext): string {
  const challenges = (operation.security ?? []).flat().map((name) => schemes[name].challenge);
  return [...new Set(challenges)].join(', ');
}
