import {
  type AdminRole,
  adminChangedReply,
  ageDecisionReply,
  auditChainReply,
  banReply,
  type LogoutManyReply,
  logoutManyReply,
  madeReply,
  noteStruckReply,
  ownPasswordReply,
  type Rank,
  rankChangeReply,
  unbanReply,
} from '@casino-club/shared'
import type { Identifier } from 'react-admin'
import { type Http, parsed, type SchemaOutput } from './http.ts'

export interface Ban {
  readonly reason: string
  /** ISO time; null: for ever. */
  readonly until: string | null
}

export interface AdminAccountChange {
  readonly role?: AdminRole
  readonly disabled?: boolean
  readonly password?: string
  readonly reason: string
}

export interface NewAdmin {
  readonly siteId: string
  readonly role: AdminRole
  readonly password: string
  readonly reason: string
}

export interface RankChange {
  readonly commandId: string
  readonly rank: Rank
  readonly reason: string
}

export interface LogoutCommand {
  readonly commandId: string
  readonly userIds: readonly number[]
  readonly reason: string
}

export interface AgeDecision {
  readonly commandId: string
  readonly decision: 'VERIFIED' | 'REJECTED'
  readonly reason: string
}

export type ChainProof = SchemaOutput<typeof auditChainReply>

/** What admins do about who may come in, and about each other. Each call resolves only when the server has done it. */
export interface AccessActions {
  banPlayer(playerId: Identifier, ban: Ban): Promise<SchemaOutput<typeof banReply>>
  unbanPlayer(playerId: Identifier, reason: string): Promise<SchemaOutput<typeof unbanReply>>
  changeRank(playerId: Identifier, change: RankChange): Promise<SchemaOutput<typeof rankChangeReply>>
  /** Ends every session of these players, once however often it is sent. */
  logOutMany(command: LogoutCommand): Promise<LogoutManyReply>
  writeNote(playerId: Identifier, body: string): Promise<{ id: number }>
  strikeNote(playerId: Identifier, noteId: Identifier): Promise<{ struck: true }>
  createAdmin(admin: NewAdmin): Promise<{ id: number }>
  changeAdmin(adminId: Identifier, change: AdminAccountChange): Promise<{ sessions: number }>
  changeOwnPassword(currentPassword: string, newPassword: string): Promise<{ sessions: number }>
  proveAuditLog(): Promise<ChainProof>
  decideAge(checkId: Identifier, decision: AgeDecision): Promise<SchemaOutput<typeof ageDecisionReply>>
}

export function createAccessActions(http: Http): AccessActions {
  const player = (id: Identifier) => `/api/admin/players/${encodeURIComponent(String(id))}`
  const post = (path: string, body: object) => http.authorized(path, { method: 'POST', body })
  return {
    banPlayer: async (id, ban) => await parsed(await post(`${player(id)}/ban`, ban), banReply),
    unbanPlayer: async (id, reason) => await parsed(await post(`${player(id)}/unban`, { reason }), unbanReply),
    changeRank: async (id, change) => await parsed(await post(`${player(id)}/rank`, change), rankChangeReply),
    logOutMany: async (command) => await parsed(await post('/api/admin/players/logout', command), logoutManyReply),
    writeNote: async (id, body) => await parsed(await post(`${player(id)}/notes`, { body }), madeReply),
    strikeNote: async (id, noteId) =>
      await parsed(
        await http.authorized(`${player(id)}/notes/${encodeURIComponent(String(noteId))}`, { method: 'DELETE' }),
        noteStruckReply,
      ),
    createAdmin: async (admin) => await parsed(await post('/api/admin/admins', admin), madeReply),
    changeAdmin: async (id, change) =>
      await parsed(
        await http.authorized(`/api/admin/admins/${encodeURIComponent(String(id))}`, { method: 'PUT', body: change }),
        adminChangedReply,
      ),
    changeOwnPassword: async (currentPassword, newPassword) =>
      await parsed(await post('/api/admin/me/password', { currentPassword, newPassword }), ownPasswordReply),
    decideAge: async (id, decision) =>
      await parsed(
        await post(`/api/admin/age-checks/${encodeURIComponent(String(id))}/decide`, decision),
        ageDecisionReply,
      ),
    proveAuditLog: async () => await parsed(await http.authorized('/api/admin/audit-logs/chain'), auditChainReply),
  }
}
