const bundled = new Map<string, Promise<string>>()

/** The script of a page, from its entry file: bundled once per process and kept in memory. */
export function bundlePage(entry: string): Promise<string> {
  const script = bundled.get(entry) ?? bundle(entry)
  bundled.set(entry, script)
  return script
}

async function bundle(entry: string): Promise<string> {
  // Only once a page is asked for: a stand-in without one starts without it.
  const { build } = await import('esbuild')
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  })
  return built.outputFiles[0]?.text ?? ''
}
