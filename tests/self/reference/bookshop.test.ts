import { describe, expect, it } from 'vitest';
import { bookshopFaults } from '../../../reference/bookshop/faults.ts';
import { startBookshop } from '../../../reference/bookshop/server.ts';

describe('the bookshop', () => {
  it('lists authors as its document describes', async () => {
    const server = await startBookshop();
    try {
      const response = await fetch(`${server.url}/authors?limit=2`);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-total-count')).toMatch(/^\d+$/);
      const [first] = (await response.json()) as { id: string }[];
      expect(first?.id).toBe(server.fixtures.author_id);
      expect(server.requestCount()).toBe(1);
    } finally {
      await server.close();
    }
  });

  it('has faults with unique ids, each of which it starts with', async () => {
    expect(new Set(bookshopFaults.map(({ id }) => id)).size).toBe(bookshopFaults.length);
    for (const { id, family } of bookshopFaults) {
      const server = await startBookshop({ fault: id });
      await server.close();
      expect(family).not.toBe('');
    }
  });
});
