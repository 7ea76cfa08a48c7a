import { GENESIS_HASH, ledgerHash, sha256Hex } from '../player/index.ts'
import type { BookRow, PlayerTotals } from './books.store.ts'

/** A row that does not fit, named so that an operator can look at it. */
export interface BadRow {
  readonly where: string
  readonly why: string
}

/** Computes a play again; gives why it does not fit, or undefined when it does. */
export type CheckPlay = (row: BookRow) => string | undefined

interface Walk {
  readonly userId: number
  seq: number
  hash: string
  lines: number
  /** Net of the current event's lines in the currency of bets, and what it must come to. */
  net: number
  readonly balances: { coins: number; gems: number; tickets: number }
}

const begin = (userId: number): Walk => ({
  userId,
  seq: 0,
  hash: GENESIS_HASH,
  lines: 0,
  net: 0,
  balances: { coins: 0, gems: 0, tickets: 0 },
})

const eventOf = (row: BookRow) => `player_events user ${row.user_id} seq ${row.seq}`
const lineOf = (row: BookRow) => `ledger_entries user ${row.user_id} seq ${row.seq} line ${row.line}`

/** Walks the books in order and stops at the first row that does not follow from those before it. */
export class BookCheck {
  private walk: Walk | undefined
  private last: BookRow | undefined
  private readonly players: Map<number, PlayerTotals>
  private readonly checkPlay: CheckPlay
  events = 0
  lines = 0
  plays = 0

  constructor(players: Map<number, PlayerTotals>, checkPlay: CheckPlay) {
    this.players = new Map(players)
    this.checkPlay = checkPlay
  }

  /** The first fault this row shows, in the order of precedence in which they are looked for. */
  take(row: BookRow): BadRow | undefined {
    if (!row.has_event) return { where: lineOf(row), why: 'it belongs to no event' }
    if (!row.has_player) return { where: eventOf(row), why: 'it belongs to no player' }
    const newUser = this.walk?.userId !== row.user_id
    const newEvent = newUser || this.walk?.seq !== row.seq
    const closed = newEvent ? this.closeEvent() : undefined
    const ended = closed ?? (newUser ? this.closeUser() : undefined)
    if (ended) return ended
    const walk = newUser || this.walk === undefined ? begin(row.user_id) : this.walk
    this.walk = walk
    this.last = row
    return (newEvent ? this.openEvent(walk, row) : undefined) ?? (row.line === null ? undefined : this.line(walk, row))
  }

  /** The faults that show only at the end: the last player, and players without books. */
  finish(): BadRow | undefined {
    const open = this.closeEvent() ?? this.closeUser()
    if (open) return open
    const [left] = this.players.keys()
    return left === undefined ? undefined : { where: `players user ${left}`, why: 'it has no events' }
  }

  private openEvent(walk: Walk, row: BookRow): BadRow | undefined {
    this.events++
    if (row.seq !== walk.seq + 1) return { where: eventOf(row), why: `event ${walk.seq + 1} is missing before it` }
    if (row.command_seq !== row.seq) return { where: eventOf(row), why: 'its command id is not known by its number' }
    const { commandId, eventId, occurredAtMs } = JSON.parse(row.payload) as Record<string, unknown>
    const isOurs = commandId === row.command_id && eventId === `${row.user_id}-${row.seq}`
    if (!isOurs || occurredAtMs !== row.occurred_ms) {
      return { where: eventOf(row), why: 'its outcome speaks of another command, number or time' }
    }
    walk.seq = row.seq
    walk.lines = 0
    walk.net = 0
    if (row.game === null) return undefined
    this.plays++
    const why = this.checkPlay(row)
    return why === undefined ? undefined : { where: eventOf(row), why }
  }

  private line(walk: Walk, row: BookRow): BadRow | undefined {
    const where = lineOf(row)
    this.lines++
    if (row.line !== walk.lines) return { where, why: `line ${walk.lines} is missing before it` }
    if (row.ledger_command_id !== row.command_id || row.ledger_occurred_ms !== row.occurred_ms) {
      return { where, why: 'it and its event differ in command or time' }
    }
    walk.lines++
    walk.net += row.amount
    walk.balances[row.currency] += row.amount
    if (walk.balances[row.currency] !== row.balance_after) {
      return { where, why: `the balance after it should be ${walk.balances[row.currency]}, not ${row.balance_after}` }
    }
    walk.hash = ledgerHash(walk.hash, {
      userId: row.user_id,
      seq: row.seq,
      line: row.line,
      currency: row.currency,
      amount: row.amount,
      balanceAfter: row.balance_after,
      counterAccount: row.counter_account,
      reason: row.reason,
      commandId: row.ledger_command_id,
      occurredAtMs: row.ledger_occurred_ms,
      payloadHash: sha256Hex(row.payload),
    })
    return walk.hash === row.hash ? undefined : { where, why: 'its hash does not follow from it and the line before' }
  }

  /** A play's lines must come to its win less its bet. */
  private closeEvent(): BadRow | undefined {
    const row = this.last
    if (row === undefined || this.walk === undefined || row.bet === null || row.win === null) return undefined
    if (this.walk.net === row.win - row.bet) return undefined
    return { where: eventOf(row), why: `its ledger lines come to ${this.walk.net}, not ${row.win - row.bet}` }
  }

  private closeUser(): BadRow | undefined {
    const { walk } = this
    if (walk === undefined) return undefined
    const player = this.players.get(walk.userId)
    this.players.delete(walk.userId)
    const where = `players user ${walk.userId}`
    if (player === undefined) return { where, why: 'it is missing' }
    if (player.version !== walk.seq) return { where, why: `version ${player.version}, but ${walk.seq} events` }
    for (const currency of ['coins', 'gems', 'tickets'] as const) {
      if (player[currency] === walk.balances[currency]) continue
      return { where, why: `${player[currency]} ${currency}, but its ledger comes to ${walk.balances[currency]}` }
    }
    return player.ledger_hash === walk.hash ? undefined : { where, why: 'the head of its hash chain is another' }
  }
}
