import {
  type AdminPromo,
  accept,
  adminPromoSchema,
  adminPromosExportQuery,
  adminPromosQuery,
  adminPromosReply,
  type PromoUse,
  promoCreateBody,
  promoCreateReply,
  promoEndBody,
  promoParams,
  promoUpdateBody,
  promoUsesExportQuery,
  promoUsesQuery,
  promoUsesReply,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import { CSV_BOM, csvLine } from '../../platform/http/csv.ts'
import { type AnyRoute, type RequestInfo, route } from '../../platform/http/route.ts'
import { createPromos, endPromo, type PromoDeskDependencies, updatePromo } from './promo-desk.service.ts'
import {
  eachPromo,
  eachPromoUse,
  findAdminPromo,
  findPromos,
  findPromoUses,
  type PromoFilter,
} from './promo-desk.store.ts'

const TAG = 'admin'
const PATH = '/api/admin/shop/promos'
const READ = { permission: 'promos:read' }
const EDIT = { permission: 'promos:edit' }

interface Asked {
  readonly principal: { readonly adminId: number; readonly siteId: string }
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked): AuditActor => ({ admin: principal, request })
const editorOf = (asked: Asked) => ({ adminId: asked.principal.adminId, actor: actorOf(asked) })
const isAscending = (order: string): boolean => order.toUpperCase() === 'ASC'

/** Promo codes as those who run the shop make, change, end and count them. */
export function promoRoutes(deps: PromoDeskDependencies): AnyRoute[] {
  return [...exportRoutes(deps), ...readRoutes(deps), createRoute(deps), ...changeRoutes(deps)]
}

function readRoutes({ pool, clock }: PromoDeskDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: PATH,
      summary: 'Promo codes, filtered, sorted and paged',
      tag: TAG,
      access: READ,
      query: adminPromosQuery,
      reply: adminPromosReply,
      handle: async ({ query, total }) => {
        const found = await findPromos(pool, { ...query, ascending: isAscending(query.order) }, clock.nowMs())
        total(found.total)
        return accept(found.promos)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      summary: 'One promo code',
      tag: TAG,
      access: READ,
      params: promoParams,
      reply: adminPromoSchema,
      reasons: ['NOT_FOUND'],
      handle: async ({ params: { id } }) => {
        const promo = await findAdminPromo(pool, id, clock.nowMs())
        return promo ? accept(promo) : refuse('NOT_FOUND', 'no such promo code')
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/uses`,
      summary: 'Who used a promo code, for what, and what it took off',
      tag: TAG,
      access: READ,
      params: promoParams,
      query: promoUsesQuery,
      reply: promoUsesReply,
      handle: async ({ params: { id }, query, total }) => {
        const found = await findPromoUses(pool, { promoId: id }, { ...query, ascending: isAscending(query.order) })
        total(found.total)
        return accept(found.uses)
      },
    }),
  ]
}

const CODE_COLUMNS = [
  'code',
  'state',
  'kind',
  'value',
  'currency',
  'maxUses',
  'used',
  'startsAt',
  'endsAt',
  'note',
  'batchId',
] as const satisfies readonly (keyof AdminPromo)[]
const USE_COLUMNS = [
  'usedAt',
  'code',
  'userId',
  'nickname',
  'id',
  'sku',
  'currency',
  'amount',
  'off',
  'status',
] as const satisfies readonly (keyof PromoUse)[]

async function* codesCsv({ pool, clock }: PromoDeskDependencies, filter: PromoFilter): AsyncIterable<string> {
  yield CSV_BOM + csvLine(CODE_COLUMNS)
  for await (const promo of eachPromo(pool, filter, clock.nowMs())) {
    yield csvLine(CODE_COLUMNS.map((column) => promo[column]))
  }
}

async function* usesCsv(
  { pool }: PromoDeskDependencies,
  filter: Parameters<typeof eachPromoUse>[1],
): AsyncIterable<string> {
  yield CSV_BOM + csvLine(USE_COLUMNS)
  for await (const use of eachPromoUse(pool, filter)) yield csvLine(USE_COLUMNS.map((column) => use[column]))
}

function exportRoutes(deps: PromoDeskDependencies): AnyRoute[] {
  const common = { method: 'get', tag: TAG, access: { permission: 'promos:export' } } as const
  const audit = (asked: Asked, targetId: string, after: Record<string, unknown>) =>
    insertAudit(deps.pool, actorOf(asked), {
      action: 'promos.export',
      targetType: 'promos',
      targetId,
      reason: null,
      before: null,
      after,
      atMs: deps.clock.nowMs(),
    })
  return [
    route({
      ...common,
      path: `${PATH}/export.csv`,
      summary: 'The filtered promo codes, a batch too, as CSV',
      query: adminPromosExportQuery,
      handle: async (asked) => {
        await audit(asked, 'codes', asked.query)
        return accept({ fileName: 'promos.csv', contentType: 'text/csv', lines: codesCsv(deps, asked.query) })
      },
    }),
    route({
      ...common,
      path: `${PATH}/uses.csv`,
      stepUp: true,
      summary: 'The uses of promo codes, of one or of a batch, as CSV',
      query: promoUsesExportQuery,
      handle: async (asked) => {
        await audit(asked, 'uses', asked.query)
        return accept({ fileName: 'promo-uses.csv', contentType: 'text/csv', lines: usesCsv(deps, asked.query) })
      },
    }),
  ]
}

function createRoute(deps: PromoDeskDependencies): AnyRoute {
  return route({
    method: 'post',
    path: PATH,
    summary: 'Makes a promo code, or a batch of random ones: all or none, once per command id',
    tag: TAG,
    access: EDIT,
    body: promoCreateBody,
    reply: promoCreateReply,
    reasons: ['COMMAND_ID_REUSED', 'CONFLICT'],
    handle: (asked) => createPromos(deps, asked.body, editorOf(asked)),
  })
}

function changeRoutes(deps: PromoDeskDependencies): AnyRoute[] {
  const common = { tag: TAG, access: EDIT, params: promoParams, reply: adminPromoSchema } as const
  return [
    route({
      ...common,
      method: 'put',
      path: `${PATH}/:id`,
      summary: 'Changes a promo code; once it is used, only its note, end and number of uses',
      body: promoUpdateBody,
      reasons: ['NOT_FOUND', 'CONFLICT'],
      handle: (asked) => {
        const { seenRevision, ...terms } = asked.body
        return updatePromo(deps, { id: asked.params.id, seenRevision }, terms, editorOf(asked))
      },
    }),
    route({
      ...common,
      method: 'post',
      path: `${PATH}/:id/end`,
      summary: 'Ends a promo code now, or stops it for ever',
      body: promoEndBody,
      reasons: ['NOT_FOUND', 'NOTHING_TO_CHANGE'],
      handle: (asked) => endPromo(deps, asked.params.id, asked.body, editorOf(asked)),
    }),
  ]
}
