import { describe, expect, it } from 'vitest';
import { createLockoutDetector } from '../../../../plan/execute/lockout.ts';
import type { Operation, SecurityScheme } from '../../../../spec/openapi/contract.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';

const bearer = { name: 'token', type: 'http', scheme: 'bearer' } as unknown as SecurityScheme;

function createOperation(id: string, method: string, security = [[bearer]]): Operation {
  return { id, method, path: `/${id}`, security } as unknown as Operation;
}

const list = createOperation('list', 'GET');
const reset = createOperation('reset', 'POST');

const createExchange = ({ id, method }: Operation, status: number, credentials = 'access'): Exchange =>
  ({
    case: { id: `${id}/valid`, covers: [`${id}/request:accepted`], request: { method, credentials } },
    response: { status },
  }) as unknown as Exchange;

/** Lets a detector observe responses of one operation. */
function observe(
  detector: ReturnType<typeof createLockoutDetector>,
  operation: Operation,
  statuses: readonly number[],
  credentials?: string,
): void {
  for (const status of statuses) detector.observe(operation, createExchange(operation, status, credentials));
}

const rejections = (count: number): number[] => Array(count).fill(401);

describe('credentials that the target had accepted', () => {
  it('are no longer accepted if ten 401 in a row are followed by one to an accepted request', () => {
    const detector = createLockoutDetector();
    observe(detector, list, [200]);
    observe(detector, reset, [201, ...rejections(9)]);
    expect(detector.takeCheck()).toBeUndefined();
    observe(detector, list, [401]);
    const check = detector.takeCheck();
    expect(check).toMatchObject({ id: 'list/valid/credentials', covers: [], request: { method: 'GET' } });
    expect(detector.lastAccepted()).toBeUndefined();
    detector.judgeCheck(createExchange(list, 401));
    expect(detector.lastAccepted()).toBe(reset);
    expect(detector.takeCheck()).toBeUndefined();
  });

  it('are still accepted if the accepted request gets another status, until ten more 401', () => {
    const detector = createLockoutDetector();
    observe(detector, reset, [201, ...rejections(10)]);
    expect(detector.takeCheck()).toMatchObject({ request: { method: 'POST' } });
    detector.judgeCheck(createExchange(reset, 409));
    expect(detector.lastAccepted()).toBeUndefined();
    observe(detector, reset, rejections(9));
    expect(detector.takeCheck()).toBeUndefined();
    observe(detector, reset, rejections(1));
    expect(detector.takeCheck()).toBeDefined();
  });

  it.each<[string, (detector: ReturnType<typeof createLockoutDetector>) => void]>([
    ['nothing was accepted', (detector) => observe(detector, list, rejections(20))],
    [
      'another status interrupts the 401',
      (detector) => observe(detector, list, [200, ...rejections(9), 404, 401]),
    ],
    [
      'the requests have wrong credentials',
      (detector) => observe(detector, list, rejections(20), 'truncated'),
    ],
    [
      'the operation needs none',
      (detector) => observe(detector, createOperation('login', 'POST', []), [200, ...rejections(20)]),
    ],
    [
      'the requests are those of a suite only',
      (detector) => {
        observe(detector, list, [200]);
        const rejected = createExchange(list, 401);
        const exchange: Exchange = { ...rejected, case: { ...rejected.case, suiteOnly: true } };
        for (let sent = 0; sent < 20; sent += 1) detector.observe(list, exchange);
      },
    ],
    [
      'those of another scheme were accepted',
      (detector) => {
        observe(detector, list, [200]);
        const key = { ...bearer, name: 'key' };
        observe(detector, createOperation('keys', 'GET', [[key]]), rejections(20));
      },
    ],
  ])('are not checked if %s', (_, act) => {
    const detector = createLockoutDetector();
    act(detector);
    expect(detector.takeCheck()).toBeUndefined();
  });
});
