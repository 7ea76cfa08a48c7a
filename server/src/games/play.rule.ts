import {
  type AnyGame,
  accept,
  type Carried,
  type GrantedItem,
  MAX_AMOUNT,
  type Rank,
  type Reason,
  type Refusal,
  type Result,
  refuse,
  type Stake,
} from '@casino-club/shared'
import type { CommandRule, Decision, PlayerSnapshot } from '../player/index.ts'
import type { PublishedTable } from './odds-tables.service.ts'

/** What this player's last play of the game left to the next one. */
export function carriedBy(player: PlayerSnapshot, game: AnyGame): Carried {
  return player.state.games[game.id] ?? game.carriedAtFirst
}

interface Asked {
  readonly game: AnyGame
  readonly table: unknown
  readonly choice: object
  readonly rank: Rank
}

/** The checks before anything is drawn, in order of precedence. */
function refusePlay({ game, table, choice, rank }: Asked, stake: Stake, balance: number): Refusal<Reason> | undefined {
  const refusal = game.refuseChoice(table, choice, rank)
  if (refusal) return refusal
  if (stake.amount > balance) return refuse('INSUFFICIENT_FUNDS', `not enough ${stake.currency}`)
  // Before the draw: a refusal that depends on it would tell what the next play brings.
  if (balance - stake.amount + game.highestWin(table, choice) > MAX_AMOUNT) {
    return refuse('BALANCE_LIMIT', 'a win might not fit')
  }
  return undefined
}

/** When a stock of an item granted now ends; undefined: never. */
export type ExpiryOf = (item: string, nowMs: number) => number | undefined

function lasting({ item, quantity }: GrantedItem, expiresAtMs: number | undefined): GrantedItem {
  return expiresAtMs === undefined ? { item, quantity } : { item, quantity, expiresAtMs }
}

/** The command that plays a game. `published` gives the table in force at the moment of the decision. */
export function playRule(
  game: AnyGame,
  published: () => PublishedTable | undefined,
  expiryOf: ExpiryOf,
): CommandRule<object> {
  const house = `house:${game.id}` as const
  return {
    type: game.command,
    asks({ payload: choice }) {
      const inForce = published()
      return inForce && { kind: 'stake', game: game.id, ...game.stakeOf(inForce.table, choice) }
    },
    /** The stake and the win are two ledger lines; items come with the same entry. */
    decide({ player, payload: choice, draw, nowMs }): Result<Decision> {
      const inForce = published()
      if (inForce === undefined) return refuse('TABLE_UNAVAILABLE', `no ${game.id} table is published`)
      const { table, version, hash } = inForce
      const stake = game.stakeOf(table, choice)
      const { nonce, seeds, balances, rank } = player
      const refusal = refusePlay({ game, table, choice, rank }, stake, balances[stake.currency])
      if (refusal) return refusal
      const { drawn, win, carried, items, counted } = game.play(table, choice, carriedBy(player, game), draw())
      const { currency, amount: bet } = stake
      return accept({
        event: {
          type: game.event,
          schemaVersion: 1,
          play: { game: game.id, tableVersion: version, bet, win, counted },
        },
        postings: [
          { currency, amount: -bet, counterAccount: house, reason: `${game.id}.stake` },
          { currency, amount: win, counterAccount: house, reason: `${game.id}.win` },
        ],
        flow: { kind: 'play', currency, bet, win },
        ...(items && { items: items.map((granted) => lasting(granted, expiryOf(granted.item, nowMs))) }),
        outcome: (after) => ({
          ...choice,
          bet,
          ...drawn,
          win,
          [currency]: after[currency],
          nonce,
          clientSeed: seeds.clientSeed,
          serverSeedHash: seeds.serverSeedHash,
          tableVersion: version,
          tableHash: hash,
        }),
        nonce: nonce + 1,
        state: { ...player.state, games: { ...player.state.games, [game.id]: carried } },
        detail: undefined,
      })
    },
  }
}
