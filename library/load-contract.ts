import type { Contract } from '../spec/openapi/contract.ts';

/** Options for reading a document. */
export interface ContractOptions {
  /** Path of an OpenAPI Overlay to apply. */
  overlay?: string;
  /** Allows references to other files and hosts; false by default. */
  allowReferences?: boolean;
}

/**
 * Loads an OpenAPI document: Swagger 2.0 or OpenAPI 3.0 to 3.2, as YAML or JSON.
 * @param file path or URL of the document; by default the document of Polar's customer sessions
 * @throws {ContractError} listing every defect that makes the document unusable, each with its line
 */
export async function loadContract(file?: string | URL, options: ContractOptions = {}): Promise<Contract> {
  // imported on demand, because they take most of the time that `polar-conformance/vitest` needs to load
  const [{ resolveContract }, { fetchDocument }, { loadContract: load }] = await Promise.all([
    import('../cli/resolve-contract.ts'),
    import('../cli/fetch-document.ts'),
    import('../spec/document/load-contract.ts'),
  ]);
  if (file === undefined) return resolveContract({ contract: undefined, allowReferences: false });
  const path = String(file);
  const text = /^https?:/i.test(path) ? { text: await fetchDocument(path) } : {};
  return load({ file: path, ...options, ...text, fetch: fetchDocument });
}
