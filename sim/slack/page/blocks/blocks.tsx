import type { Block, Section } from '../../block-kit/blocks.ts'
import { DrawnElement } from '../elements/element.tsx'
import { WithEmoji } from '../text/emoji.tsx'
import { DrawnImage } from './image.tsx'
import { DrawnInput } from './input.tsx'
import { DrawnRichText } from './rich-text.tsx'
import { DrawnTable } from './table.tsx'
import { Text } from './text.tsx'

export const Blocks = ({ blocks }: { blocks: readonly Block[] }) => (
  <div class="blocks">
    {blocks.map((block) => (
      <DrawnBlock key={block.block_id} block={block} />
    ))}
  </div>
)

const DrawnBlock = ({ block }: { block: Block }) => {
  switch (block.type) {
    case 'header':
      return (
        <h3 class="header">
          <WithEmoji text={block.text.text} />
        </h3>
      )
    case 'section':
      return <DrawnSection block={block} />
    case 'context':
      return (
        <div class="context">
          {block.elements.map((element, index) => (
            <span key={index}>
              {element.type === 'image' ? <DrawnImage image={element} isSmall /> : <Text text={element} />}
            </span>
          ))}
        </div>
      )
    case 'divider':
      return <hr />
    case 'actions':
      return (
        <div class="actions">
          {block.elements.map((element) => (
            <DrawnElement key={element.action_id} block={block} element={element} />
          ))}
        </div>
      )
    case 'table':
      return <DrawnTable block={block} />
    case 'rich_text':
      return <DrawnRichText block={block} />
    case 'image':
      return (
        <figure>
          {block.title ? <figcaption>{block.title.text}</figcaption> : null}
          <DrawnImage image={block} />
        </figure>
      )
    case 'input':
      return <DrawnInput block={block} />
    case 'alert':
      return (
        <div class={`alert ${block.level ?? 'default'}`} role="note">
          <Text text={block.text} />
        </div>
      )
    default:
      return <div class="undrawn">A block of the type “{block.type}”, which this stand-in does not draw.</div>
  }
}

const DrawnSection = ({ block }: { block: Section }) => (
  <div class="section">
    <div class="section-text">
      {block.text ? (
        <div class="section-words">
          <Text text={block.text} />
        </div>
      ) : null}
      {block.fields ? (
        <div class="fields">
          {block.fields.map((field, index) => (
            <div key={index}>
              <Text text={field} />
            </div>
          ))}
        </div>
      ) : null}
    </div>
    {block.accessory ? (
      <div class="accessory">
        {block.accessory.type === 'image' ? (
          <DrawnImage image={block.accessory} />
        ) : (
          <DrawnElement block={block} element={block.accessory} />
        )}
      </div>
    ) : null}
  </div>
)
