import {
  type AdminVault,
  accept,
  type Result,
  refuse,
  type VaultDefinition,
  type VaultPreview,
  type VaultStatus,
  type VaultTerms,
  vaultProgress,
  vaultStatusAt,
} from '@casino-club/shared'
import { markCharged } from '../activity/index.ts'
import { type AuditActor, insertAudit } from '../admin/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import {
  countWithout,
  findDefinitions,
  findNewest,
  findPlayers,
  findVaults,
  findVersions,
  insertDefinition,
  raiseTotals,
} from './definitions.store.ts'
import type { VaultKeeper } from './vault-keeper.ts'
import { progressOf } from './vaults.store.ts'

export interface VaultsDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly keeper: VaultKeeper
}

const HOUR_MS = 3_600_000
type Totals = readonly { readonly userId: number; readonly depositTotal: number }[]
type AdminActor = AuditActor & { readonly admin: { readonly adminId: number } }

/** What those who run the club see of the vaults, and do with them. */
export class Vaults {
  private readonly deps: VaultsDependencies

  constructor(deps: VaultsDependencies) {
    this.deps = deps
  }

  definitions(): Promise<VaultDefinition[]> {
    return findDefinitions(this.deps.pool)
  }

  versions(type: string): Promise<VaultDefinition[]> {
    return findVersions(this.deps.pool, type)
  }

  /** What terms would mean from now on. Nothing is written. */
  async preview(type: string, { unlock, lifetimeHours, enabled }: VaultTerms): Promise<VaultPreview> {
    const { pool, clock } = this.deps
    const needed = unlock.by === 'attendance_days' ? Number.MAX_SAFE_INTEGER : (unlock.amount ?? 1)
    const { players, deposited } = await countWithout(pool, type, needed)
    const expiresAt = new Date(clock.nowMs() + lifetimeHours * HOUR_MS).toISOString()
    return { expiresAt, players: enabled ? players : 0, unlockedAtOnce: enabled ? deposited : 0 }
  }

  /** Writes the next version of a type; vaults that are open keep the terms they were opened under. */
  async define(
    order: { type: string; seenVersion: number; terms: VaultTerms; reason: string },
    actor: AuditActor,
  ): Promise<Result<VaultDefinition, 'CONFLICT' | 'NOTHING_TO_CHANGE'>> {
    const { pool, clock } = this.deps
    const { type, seenVersion, terms, reason } = order
    const conflict = () => refuse('CONFLICT', 'somebody else has written a version of it meanwhile')
    const refused = await inTransaction(pool, async (tx) => {
      const before = await findNewest(tx, type)
      if ((before?.version ?? 0) !== seenVersion) return conflict()
      if (before && isSame(before.terms, terms)) return refuse('NOTHING_TO_CHANGE', 'it says so already')
      const nowMs = clock.nowMs()
      const version = seenVersion + 1
      const { adminId } = actor.admin
      if (!(await insertDefinition(tx, { type, version, terms, reason, adminId, nowMs }))) return conflict()
      await insertAudit(tx, actor, {
        action: 'vaults.define',
        targetType: 'vault-definition',
        targetId: type,
        reason,
        before: before ? { version: before.version, ...before.terms } : null,
        after: { version, ...terms },
        atMs: nowMs,
      })
      return undefined
    })
    if (refused) return refused
    const [after] = await findVersions(pool, type)
    return after ? accept(after) : conflict()
  }

  /** A player's vaults, with what they wait for. */
  async ofPlayer(userId: number): Promise<AdminVault[]> {
    const { pool, clock } = this.deps
    const nowMs = clock.nowMs()
    const vaults = await findVaults(pool, userId)
    return Promise.all(
      vaults.map(async (vault) => {
        const { current, needed } = vaultProgress(
          vault.unlock,
          await progressOf(pool, userId, Date.parse(vault.openedAt)),
        )
        const stands: VaultStatus = vaultStatusAt({ ...vault, expiresAtMs: Date.parse(vault.expiresAt) }, nowMs)
        return { ...vault, status: stands, progress: { current: Math.min(current, needed), needed } }
      }),
    )
  }

  /** Takes in what another system says that players have deposited in all. Only what is more than before counts. */
  async takeTotals(
    entries: Totals,
    reason: string,
    actor: AdminActor,
  ): Promise<Result<{ raised: number; unchanged: number }, 'NOT_FOUND'>> {
    const { pool, clock, keeper } = this.deps
    const nowMs = clock.nowMs()
    const raised = await inTransaction(pool, async (tx) => {
      const known = await findPlayers(
        tx,
        entries.map(({ userId }) => userId),
      )
      const stranger = entries.find(({ userId }) => !known.has(userId))
      if (stranger) return refuse('NOT_FOUND', `there is no player ${stranger.userId}; nothing was taken in`)
      const rose = await raiseTotals(tx, entries, { adminId: actor.admin.adminId, nowMs })
      await markCharged(tx, rose, nowMs)
      await insertAudit(tx, actor, {
        action: 'vaults.deposits',
        targetType: 'external-ranking-data',
        targetId: entries.length === 1 ? String(entries[0]?.userId) : `${entries.length} players`,
        reason,
        before: null,
        after: { entries, raised: rose },
        atMs: nowMs,
      })
      return accept(rose)
    })
    if (!raised.ok) return raised
    // Whoever is missed by this is met again when he comes in.
    await keeper.settleAll(raised.value)
    return accept({ raised: raised.value.length, unchanged: entries.length - raised.value.length })
  }
}

const isSame = ({ unlock, ...before }: VaultTerms, terms: VaultTerms): boolean =>
  unlock.by === terms.unlock.by &&
  unlock.amount === terms.unlock.amount &&
  (Object.keys(before) as (keyof typeof before)[]).every((key) => before[key] === terms[key])
