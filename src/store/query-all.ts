import { type DynamoDBClient, paginateQuery, type QueryCommandInput } from '@aws-sdk/client-dynamodb'
import type { Item } from './requests/request-item.ts'

/** Every item of a query, page by page. */
export async function queryAll(client: DynamoDBClient, query: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = []
  for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []))
  return items
}
