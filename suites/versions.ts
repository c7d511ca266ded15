import type { HeaderList } from '../spec/openapi/request.ts';
import type { ApiDocument, Suite } from './suite.ts';

/** The suite with the rules of the version that the document describes, if it describes one. */
export function addVersionRules(suite: Suite, document: ApiDocument): Suite {
  const version = suite.apiVersions?.findVersion(document);
  if (!suite.apiVersions || version === undefined) return suite;
  return { ...suite, rules: [...suite.rules, ...suite.apiVersions.createRules(version)] };
}

/** The header fields with which every request selects the version that the document describes; empty without one. */
export function listVersionHeaders(suites: readonly Suite[], document: ApiDocument): HeaderList {
  const fields = suites.flatMap(({ apiVersions }) => {
    const version = apiVersions?.findVersion(document);
    return apiVersions && version !== undefined ? [[apiVersions.header, version] as const] : [];
  });
  return [...new Map(fields)];
}
