import {
  accept,
  adminIdParams,
  madeReply,
  noteBody,
  noteParams,
  noteStruckReply,
  notesReply,
  pagingSchema,
  refuse,
} from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { insertAudit } from './audit.store.ts'
import { findNotes, insertNote, strikeNote } from './notes.store.ts'

const TAG = 'admin'
const WRITE = { permission: 'players:note' }

export interface NoteRouteDependencies {
  readonly pool: Pool
  readonly clock: Clock
}

/** Notes of admins about a player; he sees them in the export of his own data only. */
export function noteRoutes({ pool, clock }: NoteRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/players/:id/notes',
      summary: 'Notes about a player, newest first',
      tag: TAG,
      access: { permission: 'players:read' },
      params: adminIdParams,
      query: pagingSchema,
      reply: notesReply,
      handle: async ({ params: { id }, query, total }) => {
        const found = await findNotes(pool, id, query)
        total(found.total)
        return accept(found.notes)
      },
    }),
    writeRoute({ pool, clock }),
    strikeRoute({ pool, clock }),
  ]
}

function writeRoute({ pool, clock }: NoteRouteDependencies): AnyRoute {
  return route({
    method: 'post',
    path: '/api/admin/players/:id/notes',
    summary: 'Writes a note about a player',
    tag: TAG,
    access: WRITE,
    params: adminIdParams,
    body: noteBody,
    reply: madeReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal, params: { id }, body: { body }, request }) => {
      const nowMs = clock.nowMs()
      return inTransaction(pool, async (tx) => {
        const noteId = await insertNote(tx, { userId: id, adminId: principal.adminId, body, nowMs })
        if (noteId === undefined) return refuse('NOT_FOUND', 'no such player')
        const record = { targetType: 'player', targetId: String(id), reason: null, before: null, atMs: nowMs }
        await insertAudit(tx, { admin: principal, request }, { ...record, action: 'players.note', after: { noteId } })
        return accept({ id: noteId })
      })
    },
  })
}

function strikeRoute({ pool, clock }: NoteRouteDependencies): AnyRoute {
  return route({
    method: 'delete',
    path: '/api/admin/players/:id/notes/:noteId',
    summary: 'Strikes a note out: one’s own, an owner anybody’s; it stays readable as struck',
    tag: TAG,
    access: WRITE,
    params: noteParams,
    reply: noteStruckReply,
    reasons: ['NOT_FOUND'],
    handle: async ({ principal, params: { id, noteId }, request }) => {
      const nowMs = clock.nowMs()
      const own = principal.role !== 'owner'
      return inTransaction(pool, async (tx) => {
        const struck = await strikeNote(tx, { noteId, userId: id, adminId: principal.adminId, own, nowMs })
        if (!struck) return refuse('NOT_FOUND', 'no such note that you may strike out')
        const record = { targetType: 'player', targetId: String(id), reason: null, after: null, atMs: nowMs }
        await insertAudit(
          tx,
          { admin: principal, request },
          { ...record, action: 'players.note-strike', before: { noteId } },
        )
        return accept({ struck: true as const })
      })
    },
  })
}
