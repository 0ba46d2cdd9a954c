import type { BuildOptions } from 'esbuild'

/** How code becomes one file for Lambda: ours, and what the bench holds it against. */
export const forLambda = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'error',
} as const satisfies BuildOptions
