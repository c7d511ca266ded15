import { describe, expect, it } from 'vitest';
import { judgeExchange } from '../../../../oracles/judge-exchange.ts';
import { type ExploredCase, exploreCases } from '../../../../plan/cases/exploration.ts';
import { shrink } from '../../../../plan/execute/shrink.ts';
import { takeFirst } from '../../../../plan/schedule/take.ts';
import type { JsonObject } from '../../../../spec/json.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import {
  book,
  createContext,
  createExchange,
  createServer,
  createValidator,
  type FakeResponse,
  getJson,
} from '../library.ts';

const context = await createContext('books:create');
const contexts = new Map([['books:create', context]]);
const clause = 'books:create/request/title:maxLength';

/** A server's own validation, which does not limit the length of titles. */
const validate = createValidator('Book', {
  Book: {
    ...book,
    properties: { ...(book.properties as JsonObject), title: { type: 'string', minLength: 1 } },
  },
});
const lenient = createServer(contexts, (body) => validate(body));
const strict = createServer(contexts);

const accepted = { credentialsAccepted: true, requestAccepted: true };

const violates = (theCase: Case, respond: typeof lenient): boolean =>
  judgeExchange(context.model, createExchange(1, theCase, respond(theCase)), accepted).some(
    (observation) => observation.clause === clause && observation.finding,
  );
const failing: ExploredCase[] = [...takeFirst(exploreCases(context), 400)].filter((each) =>
  violates(each.case, lenient),
);
const size = (theCase: Case): number => JSON.stringify(getJson(theCase)).length;

describe('shrinking', () => {
  it('finds a case that still violates the clause and is not larger', async () => {
    expect(failing.length).toBeGreaterThan(2);
    let smaller = 0;
    for (const explored of failing) {
      const result = await shrink(context, explored, clause, async (each) =>
        createExchange(1, each, lenient(each)),
      );
      const smallest = result?.exchange.case;
      if (!smallest) throw new Error(`${explored.case.id} no longer fails`);
      expect(violates(smallest, lenient)).toBe(true);
      expect(size(smallest)).toBeLessThanOrEqual(size(explored.case));
      if (size(smallest) < size(explored.case)) smaller += 1;
    }
    expect(smaller).toBeGreaterThan(0);
  });

  it('counts how many times a smaller case was found', async () => {
    for (const explored of failing) {
      let found = 0;
      const result = await shrink(context, explored, clause, async (each) => {
        if (violates(each, lenient)) found += 1;
        return createExchange(1, each, lenient(each));
      });
      expect(result?.shrinks).toBe(found - 1);
    }
  });

  it('takes no candidate that the target is too busy for as a smaller failure', async () => {
    const fails = (each: Case) => each.kind === 'valid' && size(each) > 60;
    const failures = [...takeFirst(exploreCases(context), 100)].filter((each) => fails(each.case));
    const shrinkAll = async (other: FakeResponse) => {
      const results = [];
      for (const each of failures)
        results.push(
          await shrink(context, each, 'books:create/protocol:no-server-error', async (candidate) =>
            createExchange(1, candidate, fails(candidate) ? { status: 500 } : other),
          ),
        );
      return results.map((result) => result?.exchange.case.request);
    };
    expect(failures.length).toBeGreaterThan(2);
    expect(await shrinkAll({ status: 429 })).toEqual(await shrinkAll({ status: 201 }));
  });

  it('returns nothing if the violation does not occur again', async () => {
    const [explored] = failing;
    if (!explored) throw new Error('there is a failing case');
    const sent: Case[] = [];
    const result = await shrink(context, explored, clause, async (each) => {
      sent.push(each);
      return createExchange(1, each, strict(each));
    });
    expect(result).toBeUndefined();
    expect(sent.map(({ request }) => request)).toEqual([explored.case.request]);
  });

  it('ends when the budget is used up, with the smallest case so far', async () => {
    const [explored] = failing;
    if (!explored) throw new Error('there is a failing case');
    let left = 2;
    const sent: Case[] = [];
    const result = await shrink(context, explored, clause, async (each) => {
      if (left === 0) return undefined;
      left -= 1;
      sent.push(each);
      return createExchange(1, each, lenient(each));
    });
    expect(sent).toHaveLength(2);
    expect(result && violates(result.exchange.case, lenient)).toBe(true);
  });

  it('does nothing for an operation without a body', async () => {
    const [explored] = failing;
    if (!explored) throw new Error('there is a failing case');
    const send = () => Promise.reject(new Error('nothing may be sent'));
    expect(await shrink(await createContext('books:list'), explored, clause, send)).toBeUndefined();
  });
});
