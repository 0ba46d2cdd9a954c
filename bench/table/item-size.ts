import { z } from 'zod'

const attribute = z.record(z.string(), z.unknown())
export const itemShape = z.record(z.string(), attribute)

/** A value as DynamoDB's JSON has it: `{ "S": "text" }`. */
type AttributeValue = z.infer<typeof attribute>
export type Item = z.infer<typeof itemShape>

const COLLECTION_BYTES = 3
const bytesOf = (text: string) => Buffer.byteLength(text)

/**
 * The bytes by which DynamoDB bills an item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemBytes(item: Item): number {
  return sum(Object.entries(item).map(([name, value]) => bytesOf(name) + valueBytes(value)))
}

function valueBytes(value: AttributeValue): number {
  const [[type, content] = []] = Object.entries(value)
  switch (type) {
    case 'S':
      return bytesOf(String(content))
    case 'N':
      return Math.ceil(String(content).replace(/[-.]/g, '').length / 2) + 1
    case 'B':
      return Buffer.from(String(content), 'base64').length
    case 'BOOL':
    case 'NULL':
      return 1
    case 'L':
      return (
        COLLECTION_BYTES +
        sum(
          z
            .array(attribute)
            .parse(content)
            .map((each) => 1 + valueBytes(each)),
        )
      )
    case 'M':
      return (
        COLLECTION_BYTES +
        sum(Object.entries(itemShape.parse(content)).map(([name, each]) => 1 + bytesOf(name) + valueBytes(each)))
      )
    case 'SS':
    case 'NS':
      return sum(z.array(z.string()).parse(content).map(bytesOf))
    default:
      throw new Error(`DynamoDB has no type ${type}`)
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
