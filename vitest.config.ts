import { defineConfig } from 'vitest/config'

/** Groups run one after another: the quick ones first, the browser last. */
export default defineConfig({
  test: {
    // Once for the whole run; it starts nothing when only unit tests are asked for.
    globalSetup: ['test/global-setup.ts'],
    teardownTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,server,admin,client,loadtest}/src/**/*.test.{ts,tsx}'],
          maxWorkers: 2,
          // A busy machine is ten times slower; how long anything takes is for the benchmarks.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          // What a busy machine kept from happening in time is asked once more; the run names each such test.
          retry: process.env.CI ? 1 : 0,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // A browser that paints without a graphics card keeps two cores busy.
          maxWorkers: 1,
          // A page that other work kept from painting in time is asked once more; the run names each such test.
          retry: process.env.CI ? 1 : 0,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
