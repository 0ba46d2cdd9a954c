import { defineConfig } from 'vitest/config'

/** As many as CI has cores; left to itself, vitest keeps one of them free. */
const maxWorkers = 2

/** No test leaves anything in a module: files share their workers' imports, which is a third of the time of the fast ones. */
const isolate = false

/** For what never ends: on a busy machine everything may take ten times as long, and is none the worse for it. */
const limits = (seconds: number) => ({ testTimeout: seconds * 1000, hookTimeout: seconds * 1000 })

export default defineConfig({
  test: {
    expect: { requireAssertions: true, poll: { interval: 10, timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          ...limits(60),
          maxWorkers,
          isolate,
        },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], ...limits(300), maxWorkers, isolate },
      },
    ],
  },
})
