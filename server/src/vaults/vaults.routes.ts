import {
  accept,
  refuse,
  type Vault,
  type VaultProgress,
  type VaultView,
  vaultClaimBody,
  vaultClaimReply,
  vaultProgress,
  vaultStatusAt,
  vaultStatusReply,
} from '@casino-club/shared'
import { commandIdOf } from '../games/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import type { PlayerActors, PlayerStore } from '../player/index.ts'
import { claimRule } from './vault.rules.ts'
import { progressOf } from './vaults.store.ts'

const TAG = 'vaults'

export interface VaultRouteDependencies {
  readonly pool: Pool
  readonly actors: PlayerActors
  readonly players: PlayerStore
  readonly clock: Clock
}

/** A vault as it is shown at a moment, with what it waits for counted up to what is needed. */
export function showVault(vault: Vault, progress: VaultProgress, nowMs: number): VaultView {
  const { id, type, coins, unlock, openedAtMs, expiresAtMs } = vault
  const { current, needed } = vaultProgress(unlock, progress)
  return {
    ...{ id, type, coins, unlock },
    status: vaultStatusAt(vault, nowMs),
    openedAt: new Date(openedAtMs).toISOString(),
    expiresAt: new Date(expiresAtMs).toISOString(),
    progress: { current: Math.min(current, needed), needed },
  }
}

/** One's own vaults over HTTP. */
export function vaultRoutes({ pool, actors, players, clock }: VaultRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/vault/status',
      summary: 'One’s vaults with their ends by the server’s clock, and how far what they wait for has come',
      tag: TAG,
      access: 'player',
      reply: vaultStatusReply,
      reasons: ['NOT_FOUND'],
      handle: async ({ principal: { userId } }) => {
        const player = await players.load(userId)
        if (player === undefined) return refuse('NOT_FOUND', 'no such player')
        const nowMs = clock.nowMs()
        const show = async (vault: Vault) => showVault(vault, await progressOf(pool, userId, vault.openedAtMs), nowMs)
        const vaults = await Promise.all(player.vaults.map(show))
        return accept({ serverTime: new Date(nowMs).toISOString(), vaults })
      },
    }),
    route({
      method: 'post',
      path: '/api/vault/claim',
      summary: 'The same command as vault.claim in the room: pays out an unlocked vault, once',
      tag: TAG,
      access: 'player',
      body: vaultClaimBody,
      reply: vaultClaimReply,
      reasons: [
        'VAULT_NOT_YOURS',
        'VAULT_LOCKED',
        'VAULT_EXPIRED',
        'VAULT_ALREADY_CLAIMED',
        'BALANCE_LIMIT',
        'COMMAND_ID_REUSED',
        'SLOW_DOWN',
        'TEMPORARILY_UNAVAILABLE',
      ],
      handle: async ({ principal, body: { commandId: inBody, ...payload }, request }) => {
        const commandId = commandIdOf(inBody, request)
        if (!commandId.ok) return commandId
        const answer = await actors.execute(principal.userId, claimRule, { commandId: commandId.value, payload })
        return answer.ok ? accept(answer as never) : answer
      },
    }),
  ]
}
