/**
 * Returns every `count`-th row, because a test that starts a process takes a second or more; all rows with
 * `CONFORMANCE_SELF_ALL`.
 */
export const selectOneIn = <Row>(count: number, rows: readonly Row[]): readonly Row[] =>
  process.env.CONFORMANCE_SELF_ALL ? rows : rows.filter((_, index) => index % count === 0);
