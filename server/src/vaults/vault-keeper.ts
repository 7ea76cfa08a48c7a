import { type Vault, type VaultProgress, vaultStatusAt } from '@casino-club/shared'
import { Batches } from '../platform/batches.ts'
import type { Clock } from '../platform/clock.ts'
import { idFromWords } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { localMidnights } from '../platform/time/local-days.ts'
import {
  type Answer,
  CommandDesk,
  type PlayerActors,
  type PlayerSnapshot,
  type PlayerStore,
  type Together,
} from '../player/index.ts'
import { type AttendedDay, attendedDay, CLUB_ZONE } from './attendance.rule.ts'
import { expireRule, isMet, openRule, unlockAll, unlockRule } from './vault.rules.ts'
import { findMissing, findProgress, insertAttendance, lastAttended, type OpenedTogether } from './vaults.store.ts'

export interface KeeperDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly together: Together
  readonly players: PlayerStore
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'commandSeconds' | 'commandsRefused'>
}

/** Nobody waits for what a purchase unlocks: while a sale runs, many are looked after together. */
const BOUGHT_APART_MS = 100

type Attended = AttendedDay & { readonly userId: number; readonly atMs: number }

/** Nobody waits for it: whoever comes in is in his room already. */
const APART_MS = 10

/** What is looked up and written of whoever comes in, for as many as come at once: after a restart everybody does. */
class Entries {
  readonly last: Batches<number, AttendedDay | undefined>
  readonly missing: Batches<number, number[]>
  readonly progress: Batches<OpenedTogether, VaultProgress>
  readonly attend: Batches<Attended, undefined>
  readonly bought: Batches<number, void>

  constructor(pool: Pool, settle: (userId: number) => Promise<void>) {
    this.last = new Batches({ apartMs: APART_MS, work: (userIds) => lastAttended(pool, userIds) })
    this.missing = new Batches({ apartMs: APART_MS, work: (userIds) => findMissing(pool, userIds) })
    this.progress = new Batches({ apartMs: APART_MS, work: (opened) => findProgress(pool, opened) })
    this.attend = new Batches({
      apartMs: APART_MS,
      work: (days) => insertAttendance(pool, days).then(() => days.map(() => undefined)),
    })
    this.bought = new Batches({
      apartMs: BOUGHT_APART_MS,
      keyOf: (userId) => userId,
      work: (userIds) => Promise.all(userIds.map(settle)),
    })
  }
}

/** What happens to a player's vaults without his asking: they open, unlock and end. All of it may be repeated. */
export class VaultKeeper {
  private readonly deps: KeeperDependencies
  private readonly entries: Entries
  private readonly unlocks: CommandDesk<Vault>

  constructor(deps: KeeperDependencies) {
    this.deps = deps
    this.entries = new Entries(deps.pool, (userId) => this.settleSafely(userId))
    this.unlocks = new CommandDesk({ ...deps, persist: unlockAll })
  }

  /**
   * A player has come in, or looks on while his day begins: it counts, vaults that are new to him open, and what is due
   * happens. `known` is the player as he was just read, where he was.
   */
  async enter(userId: number, known?: PlayerSnapshot): Promise<void> {
    const { clock, players } = this.deps
    const player = known ?? (await players.load(userId))
    const day = attendedDay(await this.entries.last.hand(userId), zoneOf(player), clock.nowMs())
    const opened = await this.openMissing(userId)
    // After the vaults, and at a moment after theirs: a day counts for those that are open.
    if (day) await this.entries.attend.hand({ userId, ...day, atMs: clock.nowMs() })
    if (player && !opened) await this.settleAsRead(player)
    else await this.settle(userId)
  }

  /** What is due of a player: ends what is over, unlocks what has come to it. */
  async settle(userId: number): Promise<void> {
    const player = await this.deps.players.load(userId)
    if (player) await this.settleAsRead(player)
  }

  private async settleAsRead(player: PlayerSnapshot): Promise<void> {
    if (player.state.mergedInto !== undefined) return
    const { userId } = player
    const nowMs = this.deps.clock.nowMs()
    if (player.vaults.some((vault) => isDue(vault, nowMs))) await this.expire(player)
    const locked = player.vaults.filter((vault) => vaultStatusAt(vault, nowMs) === 'LOCKED')
    // Vaults that were opened together have come as far together.
    for (const [openedAtMs, vaults] of Map.groupBy(locked, (vault) => vault.openedAtMs)) {
      const progress = await this.entries.progress.hand({ userId, openedAtMs })
      for (const vault of vaults) if (isMet(vault, progress)) await this.unlock(userId, vault)
    }
  }

  /** The same for whoever must not fail by it: what goes wrong is done at his next entry. */
  settleSafely(userId: number): Promise<void> {
    return this.settle(userId).catch((error: unknown) => {
      this.deps.log.warn({ err: error, userId }, 'what is due of a player’s vaults is left until later')
    })
  }

  /** The same for many, some dozens at a time. */
  async settleAll(userIds: readonly number[]): Promise<void> {
    await Promise.all(userIds.map((userId) => this.entries.bought.hand(userId)))
  }

  /** Looks after whoever has bought something; who is missed by this is met again when he comes in. */
  follow(bus: Bus): () => void {
    return bus.on('player', ({ userId, notice }) => {
      if (notice?.kind === 'purchase') void this.settleAll([userId])
    })
  }

  /** When something of a player is next due, in ms from now: the end of a vault, or his next day. */
  nextInMs(player: Pick<PlayerSnapshot, 'vaults' | 'state'>): number {
    const nowMs = this.deps.clock.nowMs()
    const { endsAtMs } = localMidnights(nowMs, zoneOf(player))
    const ends = player.vaults.filter((vault) => isOpen(vault)).map(({ expiresAtMs }) => expiresAtMs)
    return Math.max(0, Math.min(endsAtMs, ...ends) - nowMs)
  }

  /** Whether there were any. */
  private async openMissing(userId: number): Promise<boolean> {
    const definitionIds = await this.entries.missing.hand(userId)
    if (definitionIds.length === 0) return false
    const commandId = idFromWords(`vault.open ${userId} ${definitionIds.join(' ')}`)
    this.told(userId, await this.deps.actors.execute(userId, openRule, { commandId, payload: { definitionIds } }))
    return true
  }

  private async expire({ userId, version }: PlayerSnapshot): Promise<void> {
    const commandId = idFromWords(`vault.expire ${userId} ${version}`)
    this.told(userId, await this.deps.actors.execute(userId, expireRule, { commandId, payload: {} }))
  }

  private async unlock(userId: number, vault: Vault): Promise<void> {
    const request = { commandId: idFromWords(`vault.unlock ${vault.id}`), payload: { vaultId: vault.id } }
    this.told(userId, await this.unlocks.hand({ userId, rule: unlockRule, request }))
  }

  /** Somebody else may have done it meanwhile; anything else is done at the next entry. */
  private told(userId: number, answer: Answer): void {
    if (answer.ok || answer.reason === 'NOTHING_TO_CHANGE' || answer.reason === 'CONFLICT') return
    this.deps.log.info({ userId, reason: answer.reason }, 'a vault is left as it is until later')
  }
}

/** Where his streak says that he lives; nothing else asks a player for it. */
const zoneOf = (player: Pick<PlayerSnapshot, 'state'> | undefined) => player?.state.streak?.zone ?? CLUB_ZONE
const isOpen = ({ status }: Vault) => status === 'LOCKED' || status === 'UNLOCKED'
const isDue = (vault: Vault, nowMs: number) => isOpen(vault) && vaultStatusAt(vault, nowMs) === 'EXPIRED'
