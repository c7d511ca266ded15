import type { Contract } from '../spec/openapi/contract.ts';

/** How a document may be read. */
export interface ContractOptions {
  /** Path of an OpenAPI Overlay to apply. */
  overlay?: string;
  /** Allows references to other files and hosts; false by default. */
  allowReferences?: boolean;
}

/**
 * Loads an OpenAPI document: Swagger 2.0 or OpenAPI 3.0 to 3.2, as YAML or JSON. Without a file, the document of Polar's
 * customer sessions API.
 * @param file path or URL of the document
 * @throws {ContractError} listing every defect that makes the document unusable, each with its line
 */
export async function loadContract(file?: string | URL, options: ContractOptions = {}): Promise<Contract> {
  // On demand: these take most of the time that the entry point of vitest would take to load.
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
