import {
  accept,
  adminProductDetailSchema,
  adminProductsQuery,
  adminProductsReply,
  limitedUpsertBody,
  limitedUpsertReply,
  productCheckBody,
  productCheckReply,
  productCreateBody,
  productDraftBody,
  productParams,
  productPublishBody,
  productSeenBody,
  productWithdrawBody,
  type Reason,
  type Result,
  refuse,
  shopReasonBody,
} from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import { type AnyRoute, type RequestInfo, route } from '../../platform/http/route.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { disableProduct, enableProduct } from './disable.ts'
import { type Editor, type ItemsAreActive, ProductEditing } from './editing.service.ts'
import { findProduct, findProducts, findVersions } from './product-list.store.ts'
import type { Products } from './products.service.ts'
import { upsertLimited } from './upsert-limited.ts'

const TAG = 'admin'
const PATH = '/api/admin/shop/products'
const READ = { permission: 'products:read' }
const EDIT = { permission: 'products:edit' }
const PUBLISH = { permission: 'products:publish' }

export interface ProductRouteDependencies {
  readonly pool: Pool
  readonly bus: Bus
  readonly clock: Clock
  readonly products: Products
  readonly catalogue: ItemsAreActive
}

interface Asked {
  readonly principal: { readonly adminId: number; readonly siteId: string }
  readonly request: RequestInfo
}
const editorOf = ({ principal, request }: Asked): Editor => ({
  adminId: principal.adminId,
  actor: { admin: principal, request },
})

/** Products as those who run the shop list, write, publish and stop them. */
export function productRoutes(deps: ProductRouteDependencies): AnyRoute[] {
  const editing = new ProductEditing(deps)
  return [
    ...readRoutes(deps),
    checkRoute(deps, editing),
    ...draftRoutes(deps, editing),
    ...publishRoutes(deps, editing),
    ...stopRoutes(deps),
    upsertRoute(deps),
  ]
}

async function detailOf({ pool }: ProductRouteDependencies, sku: string) {
  const [product, versions] = await Promise.all([findProduct(pool, sku), findVersions(pool, sku)])
  return product ? accept({ ...product, versions }) : refuse('NOT_FOUND', 'no such product')
}

/** Shows the product that was changed, or says why it was not. */
const shown = async <R extends Reason>(deps: ProductRouteDependencies, sku: string, done: Result<unknown, R>) =>
  done.ok ? detailOf(deps, sku) : done

function readRoutes(deps: ProductRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Products, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: adminProductsQuery,
      reply: adminProductsReply,
      handle: async ({ query, total }) => {
        const found = await findProducts(deps.pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.products)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:sku`,
      summary: 'One product with all its versions',
      tag: TAG,
      access: READ,
      params: productParams,
      reply: adminProductDetailSchema,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { sku } }) => detailOf(deps, sku),
    }),
  ]
}

function checkRoute({ pool, clock }: ProductRouteDependencies, editing: ProductEditing): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/check`,
    summary: 'What would keep a product from being published; nothing is kept',
    tag: TAG,
    access: EDIT,
    body: productCheckBody,
    reply: productCheckReply,
    handle: async ({ body: { body, at } }) => {
      const atMs = at === null ? clock.nowMs() : Math.max(clock.nowMs(), Date.parse(at))
      return accept({ problems: await editing.problemsOf(pool, body, atMs) })
    },
  })
}

function draftRoutes(deps: ProductRouteDependencies, editing: ProductEditing): AnyRoute[] {
  const common = { tag: TAG, access: EDIT, reply: adminProductDetailSchema } as const
  return [
    route({
      ...common,
      method: 'post',
      path: PATH,
      summary: 'A new product with its first draft',
      body: productCreateBody,
      reasons: ['CONFLICT'],
      handle: async (asked) => {
        const { sku, kind, ...draft } = asked.body
        return shown(deps, sku, await editing.create(sku, kind, draft, editorOf(asked)))
      },
    }),
    route({
      ...common,
      method: 'put',
      path: `${PATH}/:sku/draft`,
      summary: 'Corrects the draft of a product, or begins the next one beside what is published',
      params: productParams,
      body: productDraftBody,
      reasons: ['NOT_FOUND', 'CONFLICT'],
      handle: async (asked) => {
        const { sku } = asked.params
        const { seenRevision, ...draft } = asked.body
        return shown(deps, sku, await editing.draft(sku, seenRevision, draft, editorOf(asked)))
      },
    }),
    route({
      ...common,
      method: 'post',
      path: `${PATH}/:sku/draft/discard`,
      summary: 'Throws the draft of a product away',
      params: productParams,
      body: productSeenBody,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: async (asked) => {
        const { sku } = asked.params
        return shown(deps, sku, await editing.discard(sku, asked.body.seenRevision, editorOf(asked)))
      },
    }),
  ]
}

function publishRoutes(deps: ProductRouteDependencies, editing: ProductEditing): AnyRoute[] {
  const common = { method: 'post', tag: TAG, access: PUBLISH, params: productParams } as const
  return [
    route({
      ...common,
      stepUp: true,
      path: `${PATH}/:sku/publish`,
      summary: 'Publishes the draft of a product, now or at an instant to come',
      body: productPublishBody,
      reply: adminProductDetailSchema,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE', 'PRODUCT_INVALID'],
      handle: async (asked) => {
        const { sku } = asked.params
        return shown(deps, sku, await editing.publish(sku, asked.body, editorOf(asked)))
      },
    }),
    route({
      ...common,
      path: `${PATH}/:sku/withdraw`,
      summary: 'Withdraws what is planned of a product, or all of it: then it is sold no more',
      body: productWithdrawBody,
      reply: adminProductDetailSchema,
      reasons: ['NOT_FOUND', 'CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: async (asked) => {
        const { sku } = asked.params
        return shown(deps, sku, await editing.withdraw(sku, asked.body, editorOf(asked)))
      },
    }),
  ]
}

function stopRoutes(deps: ProductRouteDependencies): AnyRoute[] {
  const publish = deps.bus.publish.bind(deps.bus)
  const common = {
    method: 'post',
    tag: TAG,
    params: productParams,
    body: shopReasonBody,
    reply: adminProductDetailSchema,
  } as const
  const stopped = async (sku: string, done: Result<unknown, Reason>) => {
    if (done.ok) await deps.products.load().catch(() => undefined)
    return shown(deps, sku, done)
  }
  return [
    route({
      ...common,
      path: `${PATH}/:sku/disable`,
      summary: 'Stops the sale of a product at once, and takes back what is held and not paid',
      access: { permission: 'products:disable' },
      reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
      handle: async (asked) => {
        const { sku } = asked.params
        const { reason } = asked.body
        return stopped(sku, await disableProduct({ ...deps, publish }, { sku, reason }, editorOf(asked)))
      },
    }),
    route({
      ...common,
      path: `${PATH}/:sku/enable`,
      summary: 'Sells a product again that was stopped',
      access: { permission: 'products:enable' },
      stepUp: true,
      reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE', 'STEP_UP_REQUIRED'],
      handle: async (asked) => {
        const { sku } = asked.params
        const { reason } = asked.body
        return stopped(sku, await enableProduct({ ...deps, publish }, { sku, reason }, editorOf(asked)))
      },
    }),
  ]
}

function upsertRoute(deps: ProductRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/limited-packages/upsert',
    summary: 'Makes or changes a limited package with its stock, and publishes it at once',
    tag: TAG,
    access: PUBLISH,
    stepUp: true,
    body: limitedUpsertBody,
    reply: limitedUpsertReply,
    reasons: ['CONFLICT', 'PRODUCT_INVALID'],
    handle: async (asked) => {
      const done = await upsertLimited(deps, asked.body, editorOf(asked))
      return done.ok ? accept({ success: true as const, packageId: done.value }) : done
    },
  })
}
