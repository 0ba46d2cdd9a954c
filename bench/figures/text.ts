/** 1.83 */
export const ratio = (value: number) => value.toFixed(2)
/** 1,489 */
export const count = (value: number) => Math.round(value).toLocaleString('en-US')
export const seconds = (value: number) => value.toFixed(1)
export const milliseconds = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))
/** 263.1 kB: thousands of bytes, so that nobody has to ask which. */
export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
/** In cents, because dollars would be zeros. */
export const cents = (dollars: number) => (dollars * 100).toFixed(3)

/** A table of Markdown, its columns as wide as what stands in them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}
