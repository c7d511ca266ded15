/** Limits on untrusted documents. */
export const LIMITS = {
  /** Size of a file. */
  bytes: 10 * 1024 * 1024,
  /** Nesting of arrays and objects. */
  depth: 500,
  /** Values that YAML aliases expand to ("billion laughs"). */
  aliasedValues: 100_000,
  /** References that are followed to resolve one pointer. */
  hops: 100,
  /** Defects of one kind in an error message: the first ones suffice where a defect recurs throughout a document. */
  defects: 20,
} as const;
