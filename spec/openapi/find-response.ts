import type { Operation, Response } from './contract.ts';

/**
 * Finds the documented response for a status: that of the status, of its class, or `default` (OpenAPI 3.1.1, 4.8.16).
 * @param status a status, or a key of the document such as `4XX`
 */
export function findResponse({ responses }: Operation, status: number | string): Response | undefined {
  const find = (key: string) =>
    responses.find((response) => response.status.toUpperCase() === key.toUpperCase());
  return find(String(status)) ?? find(`${String(status)[0]}XX`) ?? find('default');
}
