import {
  accept,
  stockCreateBody,
  stockParams,
  stockSchema,
  stocksQuery,
  stocksReply,
  stockUpdateBody,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import { changeStock, createStock, type StockDependencies } from './stocks.service.ts'
import { findStocks } from './stocks.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/shop/stocks'
const EDIT = { permission: 'stocks:edit' }

/** Units that products sell from, as those who run the shop count, raise and lower them. */
export function stockRoutes(deps: StockDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Stocks with what is held, sold and left of them',
      tag: TAG,
      access: { permission: 'stocks:read' },
      query: stocksQuery,
      reply: stocksReply,
      handle: async ({ query, total }) => {
        const found = await findStocks(deps.pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.stocks)
      },
    }),
    route({
      method: 'post',
      path: PATH,
      summary: 'A new stock',
      tag: TAG,
      access: EDIT,
      body: stockCreateBody,
      reply: stockSchema,
      reasons: ['CONFLICT'],
      handle: ({ principal, request, body }) => createStock(deps, body, { admin: principal, request }),
    }),
    route({
      method: 'put',
      path: `${PATH}/:id`,
      summary: 'Raises or lowers a stock, never below what is held or sold',
      tag: TAG,
      access: EDIT,
      params: stockParams,
      body: stockUpdateBody,
      reply: stockSchema,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, params: { id }, body }) =>
        changeStock(deps, { id, ...body }, { admin: principal, request }),
    }),
  ]
}
