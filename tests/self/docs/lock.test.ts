import { expect, test } from 'vitest';
import { read } from './repository.ts';

interface Lock {
  packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
}

const { packages } = JSON.parse(read('package-lock.json')) as Lock; // npm writes it

// npm drops those of other platforms where a registry lacks them, and `npm ci` then refuses the lock everywhere.
test('the lock holds the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`${place}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
