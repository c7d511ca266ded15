/** Keywords that no value satisfies together. The conjunction that contains them is skipped. */
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
