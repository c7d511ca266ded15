import { expect, it } from 'vitest';
import type { Actor, CreatedItem } from '../../../../plan/scenarios/actor.ts';
import { readNow } from '../../../../plan/scenarios/change-item.ts';
import { create, createExchange, list, read, type Step } from '../../oracles/resources/scenario.ts';

const change: Step = { action: 'update', item: 'B', sent: { pages: 1 } };

/** Returns the id of the exchange that shows the item now, or what is sent to see it. */
async function readAfter(steps: readonly Step[]): Promise<number | string | undefined> {
  const sent: string[] = [];
  const actor: Partial<Actor> = {
    exchanges: steps.map(createExchange),
    act: async (action, { name }) => {
      sent.push(`${action} ${name}`);
      return undefined;
    },
  };
  const item: Partial<CreatedItem> = { name: 'A' };
  const exchange = await readNow(actor as Actor, item as CreatedItem); // the other members are not used
  return exchange?.id ?? sent[0];
}

it.each<[title: string, steps: Step[], shown: number | string]>([
  ['its creation', [create()], 'read A'],
  ['its read', [create(), read()], 2],
  ['its read and a list', [create(), read(), list([])], 2],
  ['its read and a rejected change', [create(), read(), { ...change, status: 422 }], 2],
  ['its read and a change of another item', [create(), read(), change], 'read A'],
  ['its read and its change', [create(), read(), { ...change, item: 'A' }], 'read A'],
  ['a read of another item', [create(), create('B'), read('B')], 'read A'],
  ['nothing', [], 'read A'],
])(
  'after %s, the last read of an item is used only if nothing has changed since',
  async (_, steps, shown) => {
    expect(await readAfter(steps)).toBe(shown);
  },
);
