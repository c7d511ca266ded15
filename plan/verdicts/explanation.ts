/** Why a clause is unverified, and what the user can do about it. */
export interface Explanation {
  reason: string;
  remedy?: string | undefined;
}
