import { defineConfig } from 'vitest/config'

/** As many as CI has cores; left to itself, vitest keeps one of them free. */
const maxWorkers = 2

/** No test keeps anything in a module: files share their workers' imports, which is a third of the time of the fast ones. */
const isolate = false

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'], maxWorkers, isolate },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          maxWorkers,
          isolate,
        },
      },
    ],
  },
})
