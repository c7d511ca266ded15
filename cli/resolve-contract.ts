import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UsageError } from '../http/usage-error.ts';
import { loadContract } from '../spec/document/load-contract.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { fetchDocument } from './fetch-document.ts';
import type { Options } from './parse-options.ts';

/**
 * Loads the contract of `--contract`; by default the suite's own document with its overlay.
 * @throws UsageError if the document cannot be read or fetched, ContractError if it cannot be used.
 */
export async function resolveContract({
  contract,
  allowReferences,
}: Pick<Options, 'contract' | 'allowReferences'>): Promise<Contract> {
  if (contract === undefined)
    return loadContract({
      file: toProjectPath('spec/openapi.yaml'),
      overlay: toProjectPath('spec/overlay.yaml'),
    });
  if (!/^https?:/i.test(contract)) {
    if (!existsSync(contract))
      throw new UsageError(
        `--contract: ${contract.slice(0, 200)} does not exist. Give the path or URL of an OpenAPI document.`,
      );
    return loadContract({ file: contract, allowReferences, fetch: fetchDocument });
  }
  if (!allowReferences)
    throw new UsageError(
      `--contract: ${contract.slice(0, 200)} is a URL. Add --allow-references to fetch it.`,
    );
  const text = await fetchDocument(contract);
  return loadContract({ file: contract, allowReferences, text, fetch: fetchDocument });
}

const toProjectPath = (path: string): string => relative(process.cwd(), join(packageRoot, path)) || path;
