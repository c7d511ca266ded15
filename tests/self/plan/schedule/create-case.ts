import type { Case } from '../../../../spec/openapi/case.ts';

/** A case with an arbitrary request, which differs from those of other ids. */
export function createCase(id: string, parts: Partial<Case> = {}): Case {
  return {
    ...{ id, operation: 'books:create', kind: 'probe', description: id, covers: [] },
    request: { method: 'POST', path: `/books?${id}`, headers: [], credentials: 'access' },
    ...parts,
  };
}
