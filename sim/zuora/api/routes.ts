import { readFileOfReport } from '../objects/files.ts'
import { answerQuery } from '../objects/object-query.ts'
import { askOf, create, remove, retrieve, update } from '../periods/accounting-periods.ts'
import { list } from '../periods/list-periods.ts'
import { asks, objects } from '../records/records.ts'
import type { Operation } from './asked.ts'

type Route = { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; answer: Operation }

/** Every operation of the API but signing in; `{id}` stands for what the call is about. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/v1/accounting-periods', answer: list },
  { method: 'POST', path: '/v1/accounting-periods', answer: create },
  { method: 'GET', path: '/v1/accounting-periods/{id}', answer: retrieve },
  { method: 'PUT', path: '/v1/accounting-periods/{id}', answer: update },
  { method: 'DELETE', path: '/v1/accounting-periods/{id}', answer: remove },
  ...asks.map((ask): Route => ({ method: 'PUT', path: `/v1/accounting-periods/{id}/${ask}`, answer: askOf(ask) })),
  { method: 'GET', path: '/v1/files/{id}', answer: readFileOfReport },
  ...objects.map(
    (object): Route => ({
      method: 'GET',
      path: `/object-query/${object}`,
      answer: (tenant, asked) => answerQuery(tenant, object, asked),
    }),
  ),
]

/** The operation that a path is of, with the id in it. */
export function findRoute(method: string, path: string): { route: Route; id: string } | undefined {
  for (const route of routes) {
    const pattern = new RegExp(`^${route.path.replace('{id}', '(?<id>[^/]+)')}$`)
    const found = route.method === method ? pattern.exec(path) : null
    if (found !== null) return { route, id: found.groups?.id ?? '' }
  }
  return undefined
}
