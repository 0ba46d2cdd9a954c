import type { Table } from '../../block-kit/blocks.ts'
import { DrawnRichText } from './rich-text.tsx'

type Cell = Table['rows'][number][number]

/** The first row is the heading, as Slack draws it. */
export const DrawnTable = ({ block }: { block: Table }) => {
  const [heading = [], ...rows] = block.rows
  const settings = (column: number) => {
    const given = block.column_settings?.[column]
    const isWrapped = given?.is_wrapped === true
    return {
      class: isWrapped ? 'wrapped' : undefined,
      style: { textAlign: given?.align ?? 'left', whiteSpace: isWrapped ? 'normal' : 'nowrap' } as const,
    }
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables are scrolled sideways, by keys too
    <section class="table" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heading.map((cell, column) => (
              <th key={column} scope="col" {...settings(column)}>
                <DrawnCell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} {...settings(column)}>
                  <DrawnCell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const DrawnCell = ({ cell }: { cell: Cell }) => {
  if (cell.type === 'rich_text') return <DrawnRichText block={cell} />
  return <span class="plain">{cell.type === 'raw_number' ? (cell.text ?? String(cell.value)) : cell.text}</span>
}
