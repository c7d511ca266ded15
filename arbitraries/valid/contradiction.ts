/** Thrown if no value satisfies the keywords of a conjunction, which is then skipped. */
export class Contradiction extends Error {
  override name = 'Contradiction';
  readonly keyword: string;
  readonly reason: string;
  constructor(keyword: string, reason: string) {
    super(`${keyword}: ${reason}`);
    this.keyword = keyword;
    this.reason = reason;
  }
}
