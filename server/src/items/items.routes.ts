import {
  type AdminItem,
  accept,
  adminItemSchema,
  adminItemsQuery,
  adminItemsReply,
  catalogueReply,
  itemCreateBody,
  itemParams,
  itemUpdateBody,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { BesideItem, Catalogue, GrantedInForce } from './catalogue.service.ts'
import { findItem, findItemPage, type StoredItem } from './items.store.ts'

const READ = { permission: 'items:read' }
const EDIT = { permission: 'items:edit' }

export interface ItemRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly catalogue: Catalogue
  readonly granted: GrantedInForce
}

const toReply = ({ createdAt, updatedAt, ...item }: StoredItem): AdminItem => ({
  ...item,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

/** Writes who changed which item, in the transaction of the change. */
function audited(actor: AuditActor, action: string, clock: Clock): BesideItem {
  return (tx, { before, after }) =>
    insertAudit(tx, actor, {
      action,
      targetType: 'item',
      targetId: after.id,
      reason: null,
      before: before ? { ...before } : null,
      after: { ...after },
      atMs: clock.nowMs(),
    })
}

/** What can be owned: for everybody to read, for admins to change. */
export function itemRoutes(deps: ItemRouteDependencies): AnyRoute[] {
  return [catalogueRoute(deps.catalogue), ...readRoutes(deps.pool), createRoute(deps), updateRoute(deps)]
}

function catalogueRoute(catalogue: Catalogue): AnyRoute {
  return route({
    method: 'get',
    path: '/api/items',
    summary: 'Every item with its names, those too that are granted no more',
    tag: 'items',
    access: 'none',
    reply: catalogueReply,
    handle: async () => accept({ items: [...catalogue.all()] }),
  })
}

function readRoutes(pool: Pool): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/items',
      summary: 'The catalogue, filtered, sorted and paged',
      tag: 'admin',
      access: READ,
      query: adminItemsQuery,
      reply: adminItemsReply,
      handle: async ({ query: { kind, active, sort, order, page, perPage }, total }) => {
        const filter = { kind, active: active === undefined ? undefined : active === 'true', sort, page, perPage }
        const found = await findItemPage(pool, { ...filter, ascending: order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.items.map(toReply))
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/items/:id',
      summary: 'One item',
      tag: 'admin',
      access: READ,
      params: itemParams,
      reply: adminItemSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const item = await findItem(pool, id)
        return item ? accept(toReply(item)) : refuse('NOT_FOUND', 'no such item')
      },
    }),
  ]
}

function createRoute({ catalogue, clock }: ItemRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/items',
    summary: 'Adds an item to the catalogue',
    tag: 'admin',
    access: EDIT,
    stepUp: true,
    body: itemCreateBody,
    reply: adminItemSchema,
    reasons: ['ITEM_TAKEN'],
    handle: async ({ principal, request, body: { id, ...fields } }) => {
      const created = await catalogue.create(id, fields, audited({ admin: principal, request }, 'items.create', clock))
      return created.ok ? accept(toReply(created.value)) : created
    },
  })
}

function updateRoute({ catalogue, clock, granted }: ItemRouteDependencies): AnyRoute {
  return route({
    method: 'put',
    path: '/api/admin/items/:id',
    summary: 'Changes an item, unless somebody else did so since it was looked at; there is no deletion',
    tag: 'admin',
    access: EDIT,
    stepUp: true,
    params: itemParams,
    body: itemUpdateBody,
    reply: adminItemSchema,
    reasons: ['NOT_FOUND', 'CONFLICT', 'ITEM_IN_USE'],
    handle: async ({ principal, request, params: { id }, body: { seenVersion, ...fields } }) => {
      const beside = audited({ admin: principal, request }, 'items.update', clock)
      const updated = await catalogue.update({ id, seenVersion }, fields, { beside, granted })
      return updated.ok ? accept(toReply(updated.value)) : updated
    },
  })
}
