import {
  type Carried,
  type Currency,
  declarationOf,
  findGame,
  findTabledGame,
  type GrantedItem,
} from '@casino-club/shared'
import { GENESIS_HASH, ledgerHash, sha256Hex } from '../player/index.ts'
import { flowOf, SafeProof } from '../safe-play/index.ts'
import type { BookRow, PlayerTotals } from './books.store.ts'
import { type Moved, movedBy } from './moved.ts'

/** A row that does not fit, named so that an operator can look at it. */
export interface BadRow {
  readonly where: string
  readonly why: string
}

/** Computes a play again; gives why it does not fit, or what it says of the plays before and after it. */
export type CheckPlay = (row: BookRow) => {
  readonly why?: string
  readonly nonce: number
  readonly before: Carried
  readonly after: Carried
  /** What it must have granted. */
  readonly items: readonly GrantedItem[]
  /** What its stake was in, and so its win. */
  readonly currency: Currency
}

/** What an event about a stake says of it, by its type; gives why it cannot be. */
export type CheckStake = (row: BookRow) => {
  readonly why?: string
  readonly step: 'place' | 'settle' | 'return'
  /** Names the stake: the event that placed it. */
  readonly stakeId: string
  readonly bet: number
  readonly currency: Currency
  readonly game: string
}

/** What the books cannot know by themselves. */
export interface BookChecks {
  readonly play: CheckPlay
  readonly stake: CheckStake
}

interface Walk {
  readonly userId: number
  seq: number
  hash: string
  lines: number
  /** Net of the current event's lines, all currencies together. */
  net: number
  /** What its lines must come to, where a play or a stake says so. */
  due: number | undefined
  /** The same by currency, where the event says what it must come to. */
  owed: Moved['money'] | undefined
  xp: number
  readonly balances: { coins: number; gems: number; tickets: number }
  /** Plays since the seeds were last rotated. */
  nonce: number
  /** Of the current event, if it is a play or about a stake: what its lines must be in, and with whom. */
  stake: { readonly currency: Currency; readonly account: string } | undefined
  /** What the last play of each game left. */
  readonly games: Map<string, Carried>
  /** Stakes that were placed and have not ended, by the event that placed them. */
  readonly stakes: Map<string, string>
  readonly safe: SafeProof
}

const begin = (userId: number, player: PlayerTotals | undefined): Walk => ({
  userId,
  safe: new SafeProof(player?.safe),
  seq: 0,
  hash: GENESIS_HASH,
  lines: 0,
  net: 0,
  due: undefined,
  owed: undefined,
  xp: 0,
  balances: { coins: 0, gems: 0, tickets: 0 },
  nonce: 0,
  stake: undefined,
  games: new Map(),
  stakes: new Map(),
})

const STAKE_EVENTS: ReadonlySet<string> = new Set(['stake.placed', 'stake.returned'])

const eventOf = (row: BookRow) => `player_events user ${row.user_id} seq ${row.seq}`
const lineOf = (row: BookRow) => `ledger_entries user ${row.user_id} seq ${row.seq} line ${row.line}`

const sameCounters = (a: Carried, b: Carried): boolean =>
  Object.keys({ ...a, ...b }).every((name) => a[name] === b[name])

/** What every game's counters begin with. */
const zeroes = (counters: Carried): Carried => Object.fromEntries(Object.keys(counters).map((name) => [name, 0]))

/** Whether the outcome is one its declared type can have. */
function whyNotOfItsType(row: BookRow): string | undefined {
  const schema = declarationOf(row.type)?.versions[row.schema_version]
  if (row.game !== null && findTabledGame(row.game)?.event !== row.type)
    return `a play of ${row.game} is no ${row.type}`
  if (schema === undefined) return `nobody declared the type ${row.type}, version ${row.schema_version}`
  // What a play says is held against its seeds, field by field.
  if (row.game !== null && findGame(row.game)) return undefined
  return schema.safeParse(JSON.parse(row.payload)).success ? undefined : `its outcome is not that of ${row.type}`
}

/** Walks the books in order and stops at the first row that does not follow from those before it. */
export class BookCheck {
  private walk: Walk | undefined
  private last: BookRow | undefined
  private readonly players: Map<number, PlayerTotals>
  private readonly checks: BookChecks
  events = 0
  lines = 0
  plays = 0

  constructor(players: Map<number, PlayerTotals>, checks: BookChecks) {
    this.players = new Map(players)
    this.checks = checks
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
    const walk = newUser || this.walk === undefined ? begin(row.user_id, this.players.get(row.user_id)) : this.walk
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
    walk.due = undefined
    walk.stake = undefined
    walk.owed = undefined
    const why = whyNotOfItsType(row) ?? this.whatItMoves(walk, row)
    walk.safe.event(row)
    if (row.type === 'fairness.rotated') walk.nonce = 0
    return why === undefined ? undefined : { where: eventOf(row), why }
  }

  private whatItMoves(walk: Walk, row: BookRow): string | undefined {
    if (row.game !== null && findGame(row.game)) return this.play(walk, row.game, row)
    if (row.game === null && !STAKE_EVENTS.has(row.type)) return this.move(walk, row)
    return row.items === null ? this.stake(walk, row) : 'it grants items and is about a stake'
  }

  /** A stake is placed once and ends once, with what its round brought. */
  private stake(walk: Walk, row: BookRow): string | undefined {
    const { why, step, stakeId, bet, currency, game } = this.checks.stake(row)
    if (why !== undefined) return why
    walk.stake = { currency, account: `house:${game}` }
    const terms = `${game} ${bet} ${currency}`
    walk.safe.move(flowOf({ step, stakeId, bet, currency }, row.win), row.seq, row.occurred_ms)
    if (step === 'place') {
      walk.stakes.set(stakeId, terms)
      walk.due = -bet
      return undefined
    }
    if (step === 'settle') this.plays++
    if (walk.stakes.get(stakeId) !== terms) return `the stake ${stakeId} was not placed so, or has ended before`
    walk.stakes.delete(stakeId)
    walk.due = step === 'return' ? bet : (row.win ?? 0)
    return undefined
  }

  /** What is no play may move items and experience only as its outcome says. */
  private move(walk: Walk, row: BookRow): string | undefined {
    const moved = movedBy(row.type, JSON.parse(row.payload))
    if (moved === undefined) return row.items === null ? undefined : 'it grants items and is no play'
    walk.owed = { ...moved.money }
    walk.xp += moved.xp
    if (moved.why !== undefined) return moved.why
    return sameCounters(row.items ?? {}, moved.items) ? undefined : 'its items are not those of its outcome'
  }

  /** A play must follow from its seeds, and from the play before it. */
  private play(walk: Walk, game: string, row: BookRow): string | undefined {
    this.plays++
    const { why, nonce, before, after, items, currency } = this.checks.play(row)
    if (why !== undefined) return why
    walk.stake = { currency, account: `house:${game}` }
    const [bet, win] = [row.bet ?? 0, row.win ?? 0]
    walk.due = win - bet
    walk.safe.move({ kind: 'play', currency, bet, win }, row.seq, row.occurred_ms)
    if (nonce !== walk.nonce) return `its nonce is ${nonce}, but ${walk.nonce} plays came before it under its seeds`
    const carried = walk.games.get(game)
    // The first play may begin with anything only if that is the game's beginning, which its own draw shows.
    if (!sameCounters(carried ?? zeroes(before), before))
      return 'it begins with other counters than the play before left'
    if (!sameCounters(row.items ?? {}, Object.fromEntries(items.map(({ item, quantity }) => [item, quantity])))) {
      return 'its items are not those it granted'
    }
    walk.nonce++
    walk.games.set(game, after)
    return undefined
  }

  private line(walk: Walk, row: BookRow): BadRow | undefined {
    const where = lineOf(row)
    this.lines++
    if (row.line !== walk.lines) return { where, why: `line ${walk.lines} is missing before it` }
    if (row.ledger_command_id !== row.command_id || row.ledger_occurred_ms !== row.occurred_ms) {
      return { where, why: 'it and its event differ in command or time' }
    }
    if (walk.stake && (walk.stake.currency !== row.currency || walk.stake.account !== row.counter_account)) {
      return { where, why: `it should be in ${walk.stake.currency} with ${walk.stake.account}` }
    }
    walk.lines++
    walk.net += row.amount
    if (walk.owed) walk.owed[row.currency] -= row.amount
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

  /** The lines of a play must come to its win less its bet, those of another event to what its outcome says. */
  private closeEvent(): BadRow | undefined {
    const row = this.last
    if (row === undefined || this.walk === undefined) return undefined
    const [short] = Object.entries(this.walk.owed ?? {}).filter(([, amount]) => amount !== 0)
    if (short) return { where: eventOf(row), why: `its ledger lines lack ${short[1]} ${short[0]} of its outcome` }
    if (this.walk.due === undefined || this.walk.net === this.walk.due) return undefined
    return { where: eventOf(row), why: `its ledger lines come to ${this.walk.net}, not ${this.walk.due}` }
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
    if (player.xp !== walk.xp) return { where, why: `${player.xp} xp, but its events come to ${walk.xp}` }
    if (player.nonce !== walk.nonce) return { where, why: `nonce ${player.nonce}, but ${walk.nonce} plays` }
    for (const game of new Set([...Object.keys(player.games), ...walk.games.keys()])) {
      const counters = player.games[game] ?? {}
      const left = walk.games.get(game) ?? zeroes(counters)
      if (!sameCounters(left, counters))
        return { where, why: `its counters of ${game} are not those its last play left` }
    }
    const unsafe = walk.safe.why()
    if (unsafe !== undefined) return { where, why: unsafe }
    const open = [...walk.stakes.keys()].sort().join(' ')
    if (open !== [...player.open_stakes].sort().join(' '))
      return { where, why: `its open stakes are not ${open || 'none'}` }
    return player.ledger_hash === walk.hash ? undefined : { where, why: 'the head of its hash chain is another' }
  }
}
