import { defineConfig } from 'vitest/config'

/** As many as CI has cores; left to itself, vitest keeps one of them free. */
const maxWorkers = 2

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    projects: [
      {
        extends: true,
        // No test here keeps anything in a module: files share their workers' imports, which is a third of the time.
        test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'], maxWorkers, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          maxWorkers,
        },
      },
    ],
  },
})
