import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'conformance',
          include: ['tests/conformance/**/*.test.ts'],
          globalSetup: ['tests/conformance/setup.ts'],
          pool: 'threads',
          isolate: false,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'self',
          include: ['tests/self/**/*.test.ts'],
          globalSetup: ['tests/self/prepare.ts'],
          // Files share the modules that they import: loading them for each file takes longer than most tests.
          isolate: false,
          // Tests start processes, which is slow on a busy machine.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
