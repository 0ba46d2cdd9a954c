import { readFile } from 'node:fs/promises'
import { packagedFile } from './packaged-file.ts'

const fontFiles = ['400Regular/PublicSans_400Regular.ttf', '700Bold/PublicSans_700Bold.ttf']

type Draw = (svg: string) => Uint8Array

let loading: Promise<Draw> | undefined

/**
 * WebAssembly, so that one package serves every processor. It takes a twentieth of a second to load, and pictures are drawn
 * a few times a month: no cold start pays for it.
 */
export async function pngOf(svg: string): Promise<Uint8Array> {
  loading ??= load()
  const draw = await loading
  return draw(svg)
}

async function load(): Promise<Draw> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  const [wasm, ...fontBuffers] = await Promise.all([
    readFile(packagedFile('@resvg/resvg-wasm/index_bg.wasm')),
    ...fontFiles.map((file) => readFile(packagedFile(`@expo-google-fonts/public-sans/${file}`))),
  ])
  await initWasm(wasm)
  const font = { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Public Sans' }
  return (svg) => {
    const image = new Resvg(svg, { font })
    const rendered = image.render()
    const png = rendered.asPng()
    // Its memory is not collected.
    rendered.free()
    image.free()
    return png
  }
}
