import { generateToken } from '../random.ts';

/** The tokens that the login has issued. Each expires after a number of uses. */
export interface Logins {
  issueToken(): string;
  /** Uses a token once. Returns false if it was not issued or has expired. */
  useToken(token: string | undefined): boolean;
  /** All tokens, expired ones included, in the order in which they were issued. */
  issued(): readonly string[];
}

/** @param uses the number of uses after which a token expires */
export function createLogins(uses: number): Logins {
  const remaining = new Map<string, number>();
  return {
    issueToken() {
      const token = generateToken('login_');
      remaining.set(token, uses);
      return token;
    },
    useToken(token = '') {
      const left = remaining.get(token) ?? 0;
      if (left > 0) remaining.set(token, left - 1);
      return left > 0;
    },
    issued: () => [...remaining.keys()],
  };
}
