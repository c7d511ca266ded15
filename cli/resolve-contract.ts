import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UsageError } from '../http/usage-error.ts';
import { loadContract } from '../spec/document/load-contract.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import { packageRoot } from '../spec/package-root.ts';
import { apiVersions, suites } from '../suites/suites.ts';
import { fetchDocument } from './fetch-document.ts';
import type { Options } from './parse-options.ts';
import { didYouMean } from './suggest.ts';

/**
 * Loads the contract of `--contract`; by default the suite's own document with its overlay, and with those of
 * `--api-version`.
 * @throws UsageError if the document cannot be read or fetched, or has another version than `--api-version`;
 * ContractError if it cannot be used.
 */
export async function resolveContract(
  options: Pick<Options, 'contract' | 'allowReferences'> & Partial<Pick<Options, 'apiVersion'>>,
): Promise<Contract> {
  const [version, ...others] = options.apiVersion ?? [];
  if (others.length > 0)
    throw new UsageError('--api-version: only a run of the command line takes several. Give one version.');
  if (options.contract === undefined)
    return loadContract({
      file: toProjectPath('spec/openapi.yaml'),
      overlay: ['spec/overlay.yaml', ...listOverlays(version)].map(toProjectPath),
    });
  const contract = await loadGivenContract(options.contract, options.allowReferences);
  checkContractVersion(contract, version);
  return contract;
}

async function loadGivenContract(file: string, allowReferences: boolean): Promise<Contract> {
  if (!/^https?:/i.test(file)) {
    if (!existsSync(file))
      throw new UsageError(
        `--contract: ${file.slice(0, 200)} does not exist. Give the path or URL of an OpenAPI document.`,
      );
    return loadContract({ file, allowReferences, fetch: fetchDocument });
  }
  if (!allowReferences)
    throw new UsageError(`--contract: ${file.slice(0, 200)} is a URL. Add --allow-references to fetch it.`);
  const text = await fetchDocument(file);
  return loadContract({ file, allowReferences, text, fetch: fetchDocument });
}

/** @throws UsageError if no document can be derived for one of the versions */
export function checkVersions(versions: readonly string[]): void {
  versions.forEach(listOverlays);
}

/** @throws UsageError if no document can be derived for the version */
function listOverlays(version: string | undefined): readonly string[] {
  if (version === undefined) return [];
  const found = apiVersions.find(({ name }) => name === version);
  if (found) return found.overlays;
  const names = apiVersions.map(({ name }) => name);
  throw new UsageError(
    `--api-version: there is no version ${version.slice(0, 80)}.${didYouMean(version, names)} The versions are ${names.join(' and ')}.`,
  );
}

/** @throws UsageError if the contract does not describe the version that the user gives */
export function checkContractVersion(contract: Contract, version: string | undefined): void {
  if (
    version === undefined ||
    suites.some(({ apiVersions }) => apiVersions?.findVersion(contract) === version)
  )
    return;
  throw new UsageError(
    `--api-version: the contract has the version ${contract.version.slice(0, 80)}, not ${version.slice(0, 80)}. Leave out one of the two options.`,
  );
}

const toProjectPath = (path: string): string => relative(process.cwd(), join(packageRoot, path)) || path;
