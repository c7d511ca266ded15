/** Limits that protect the suite from malicious or broken documents. */
export const LIMITS = {
  /** Maximum size of a file. */
  bytes: 10 * 1024 * 1024,
  /** Maximum nesting of arrays and objects. */
  depth: 500,
  /** Maximum number of values after the expansion of YAML aliases ("billion laughs"). */
  aliasedValues: 100_000,
  /** Maximum number of references that are followed to resolve one pointer. */
  hops: 100,
  /**
   * Maximum number of defects of one kind in an error message: the first ones suffice if a defect recurs throughout a
   * document.
   */
  defects: 20,
} as const;
