import {
  accept,
  adminIdParams,
  adminVaultsReply,
  externalDepositsBody,
  externalDepositsReply,
  vaultDefinitionBody,
  vaultDefinitionSchema,
  vaultDefinitionsReply,
  vaultPreviewBody,
  vaultPreviewReply,
  vaultSnapshotsQuery,
  vaultSnapshotsReply,
  vaultTypeParams,
} from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { findSnapshots } from './definitions.store.ts'
import type { Vaults } from './vaults.service.ts'

const TAG = 'admin'
const PATH = '/api/admin/vaults'
const READ = { permission: 'vaults:read' }
const EDIT = { permission: 'vaults:edit' }
const DEPOSIT = { permission: 'vaults:deposit' }
const TOTALS_LIMIT = 256 * 1024

/** Vaults for those who run the club. */
export const adminVaultRoutes = (vaults: Vaults, pool: Pool): AnyRoute[] => [
  ...readRoutes(vaults, pool),
  ...definitionRoutes(vaults),
  totalsRoute(vaults),
]

function readRoutes(vaults: Vaults, pool: Pool): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${PATH}/definitions`,
      summary: 'The newest version of every kind of vault',
      tag: TAG,
      access: READ,
      reply: vaultDefinitionsReply,
      handle: async ({ total }) => {
        const found = await vaults.definitions()
        total(found.length)
        return accept(found)
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/definitions/:id/versions`,
      summary: 'Every version of a kind of vault, the newest first',
      tag: TAG,
      access: READ,
      params: vaultTypeParams,
      reply: vaultDefinitionsReply,
      handle: async ({ params: { id } }) => accept(await vaults.versions(id)),
    }),
    route({
      method: 'get',
      path: `${PATH}/snapshots`,
      summary: 'How the vaults of each type stood, day by day',
      tag: TAG,
      access: READ,
      query: vaultSnapshotsQuery,
      reply: vaultSnapshotsReply,
      handle: async ({ query, total }) => {
        const found = await findSnapshots(pool, { ...query, ascending: query.order.toUpperCase() === 'ASC' })
        total(found.total)
        return accept(found.snapshots)
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/players/:id/vaults',
      summary: 'A player’s vaults and what they wait for',
      tag: TAG,
      access: READ,
      params: adminIdParams,
      reply: adminVaultsReply,
      handle: async ({ params: { id }, total }) => {
        const found = await vaults.ofPlayer(id)
        total(found.length)
        return accept(found)
      },
    }),
  ]
}

function definitionRoutes(vaults: Vaults): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/definitions/:id/preview`,
      summary: 'What terms would mean for players who have no vault of the kind; nothing is kept',
      tag: TAG,
      access: EDIT,
      params: vaultTypeParams,
      body: vaultPreviewBody,
      reply: vaultPreviewReply,
      handle: async ({ params: { id }, body: { terms } }) => accept(await vaults.preview(id, terms)),
    }),
    route({
      method: 'put',
      path: `${PATH}/definitions/:id`,
      summary: 'The next version of a kind of vault, or a new kind; vaults that are open keep their terms',
      tag: TAG,
      access: EDIT,
      stepUp: true,
      params: vaultTypeParams,
      body: vaultDefinitionBody,
      reply: vaultDefinitionSchema,
      reasons: ['CONFLICT', 'NOTHING_TO_CHANGE'],
      handle: ({ principal, request, params: { id }, body }) =>
        vaults.define({ type: id, ...body }, { admin: principal, request }),
    }),
  ]
}

function totalsRoute(vaults: Vaults): AnyRoute {
  return route({
    method: 'post',
    path: `${PATH}/external-ranking-data/upsert`,
    summary: 'What another system says that players have deposited in all; only what is more than before counts',
    tag: TAG,
    access: DEPOSIT,
    stepUp: true,
    body: externalDepositsBody,
    bodyLimit: TOTALS_LIMIT,
    reply: externalDepositsReply,
    reasons: ['NOT_FOUND'],
    handle: ({ principal, request, body: { entries, reason } }) =>
      vaults.takeTotals(entries, reason, { admin: principal, request }),
  })
}
