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
          globalSetup: ['tests/self/temporary-folder.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
