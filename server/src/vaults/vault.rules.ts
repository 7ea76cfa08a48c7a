import {
  accept,
  type Refusal,
  type Result,
  refuse,
  type Vault,
  type VaultProgress,
  vaultProgress,
  vaultStatusAt,
} from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'
import {
  type CommandRule,
  type Decision,
  PartsRefused,
  type PersistAll,
  type PersistingRule,
  type PlayerSnapshot,
} from '../player/index.ts'
import { CHANGED, mustHold } from './must-hold.ts'
import { expireVaults, findProgress, openVaults, unlockVaults, writeClaim } from './vaults.store.ts'

export type ClaimRefusal = 'VAULT_NOT_YOURS' | 'VAULT_ALREADY_CLAIMED' | 'VAULT_EXPIRED' | 'VAULT_LOCKED'

const find = ({ vaults }: PlayerSnapshot, vaultId: number): Vault | undefined => vaults.find(({ id }) => id === vaultId)
const NOT_YOURS = refuse('VAULT_NOT_YOURS', 'you have no such vault')

/** Why a vault cannot be claimed at this moment, in order of precedence; another's is as one that is not there. */
export function refuseClaim(vault: Vault | undefined, nowMs: number): Refusal<ClaimRefusal> | undefined {
  if (vault === undefined) return NOT_YOURS
  if (vault.status === 'CLAIMED') return refuse('VAULT_ALREADY_CLAIMED', 'this vault has been claimed')
  if (vaultStatusAt(vault, nowMs) === 'EXPIRED') return refuse('VAULT_EXPIRED', 'the time of this vault is over')
  return vault.status === 'LOCKED' ? refuse('VAULT_LOCKED', 'this vault is still locked') : undefined
}

/** Whether what a vault waits for has happened. */
export function isMet({ unlock }: Pick<Vault, 'unlock'>, progress: VaultProgress): boolean {
  const { current, needed } = vaultProgress(unlock, progress)
  return current >= needed
}

export interface VaultPayload {
  readonly vaultId: number
}
type Rule<P, D> = PersistingRule<P, D, Queryable>

/** Pays out what a vault holds; once, since the same entry ends it. */
export const claimRule: Rule<VaultPayload, Vault> = {
  type: 'vault.claim',
  decide({ player, payload: { vaultId }, nowMs }): Result<Decision<Vault>> {
    const vault = find(player, vaultId)
    const refusal = refuseClaim(vault, nowMs)
    if (refusal) return refusal
    if (vault === undefined) return NOT_YOURS
    const { coins: amount, type } = vault
    return accept({
      event: { type: 'vault.claimed', schemaVersion: 1 },
      postings: [{ currency: 'coins', amount, counterAccount: 'house:vaults', reason: 'vault.claim' }],
      outcome: ({ coins }) => ({ vaultId, vaultType: type, amount, coins }),
      detail: vault,
    })
  },
  persist: async (tx, { id }, at) => mustHold(await writeClaim(tx, id, at)),
}

/** Unlocks a vault, with others that are unlocked at the same time. */
export const unlockRule: CommandRule<VaultPayload, Vault> = {
  type: 'vault.unlock',
  readsBack: true,
  decide({ player, payload: { vaultId }, nowMs }): Result<Decision<Vault>> {
    const vault = find(player, vaultId)
    if (vault === undefined) return NOT_YOURS
    if (vaultStatusAt(vault, nowMs) !== 'LOCKED') return refuse('NOTHING_TO_CHANGE', 'this vault is not locked')
    return accept({
      event: { type: 'vault.unlocked', schemaVersion: 1 },
      postings: [],
      outcome: () => ({ vaultId, vaultType: vault.type }),
      detail: vault,
    })
  },
}

/** The rows of vaults that are unlocked; the transaction itself looks whether what they wait for has happened. */
export const unlockAll: PersistAll<Vault> = async (tx, rows) => {
  const opened = rows.map(({ detail: { openedAtMs }, at: { userId } }) => ({ userId, openedAtMs }))
  const progress = await findProgress(tx, opened)
  const met = rows.filter(({ detail }, index) => isMet(detail, progress[index] as VaultProgress))
  const unlocked = await unlockVaults(
    tx,
    met.map(({ detail: { id }, at }) => ({ id, ...at })),
  )
  const missed = rows.filter(({ detail: { id } }) => !unlocked.has(id))
  if (missed.length > 0) throw new PartsRefused(new Map(missed.map(({ at: { userId } }) => [userId, CHANGED])))
}

/** Ends every vault of a player whose time is over. */
export const expireRule: Rule<object, readonly Vault[]> = {
  type: 'vault.expire',
  decide({ player, nowMs }): Result<Decision<readonly Vault[]>> {
    const due = player.vaults.filter((vault) => vault.status !== 'EXPIRED' && vaultStatusAt(vault, nowMs) === 'EXPIRED')
    if (due.length === 0) return refuse('NOTHING_TO_CHANGE', 'no vault of this player is due')
    return accept({
      event: { type: 'vault.expired', schemaVersion: 1 },
      postings: [],
      outcome: () => ({ vaults: due.map(({ id, type, coins }) => ({ vaultId: id, vaultType: type, coins })) }),
      detail: due,
    })
  },
  async persist(tx, due, { seq, occurredAtMs }) {
    const ended = due.map(({ id }) => ({ id, seq }))
    mustHold((await expireVaults(tx, ended, occurredAtMs)) === due.length)
  },
}

export interface OpenPayload {
  readonly definitionIds: readonly number[]
}

/** Gives a player vaults of definitions that are in force and that he has none of. */
export const openRule: Rule<OpenPayload, OpenPayload> = {
  type: 'vault.open',
  decide({ payload }): Result<Decision<OpenPayload>> {
    return accept({
      event: { type: 'vault.opened', schemaVersion: 1 },
      postings: [],
      outcome: () => ({ definitionIds: payload.definitionIds }),
      detail: payload,
    })
  },
  persist: async (tx, { definitionIds }, at) =>
    mustHold((await openVaults(tx, at, definitionIds)) === definitionIds.length),
}
