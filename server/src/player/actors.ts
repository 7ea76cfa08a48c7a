import { Batches } from '../platform/batches.ts'
import { type Bus, type BusMessages, publishAll } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { type ActorDependencies, type Answer, type HeldPlayer, PlayerActor, type Rule } from './actor.ts'
import type { CommandRequest } from './build-entry.ts'

interface Seat {
  readonly actor: PlayerActor
  /** Rooms that show this player, in this process; normally one. */
  rooms: number
}

type News = BusMessages['player']

/** Without those that another one says, too: a room looks for the newest, and notices are each their own. */
export function newestOf(messages: readonly News[]): News[] {
  const newest = new Map<number, News>()
  for (const message of messages) {
    const { userId, version, notice } = message
    const known = newest.get(userId)
    if (known === undefined || version > known.version || (version === known.version && notice)) {
      newest.set(userId, message)
    }
  }
  return messages.filter((message) => message.notice !== undefined || newest.get(message.userId) === message)
}

/** The actors of this process, one a player: rooms and HTTP of one process share it and so its mailbox. */
export class PlayerActors {
  private readonly seats = new Map<number, Seat>()
  private readonly deps: ActorDependencies
  private readonly news: Batches<News, undefined>

  constructor(deps: ActorDependencies, bus: Bus, pool: Pool) {
    this.deps = deps
    const work = async (messages: readonly News[]) => {
      await publishAll(pool, 'player', newestOf(messages))
      return messages.map(() => undefined)
    }
    this.news = new Batches({ lanes: 1, work })
    bus.on('player', ({ userId, version }) => this.catchUp(userId, version))
    bus.onResync(() => {
      for (const userId of this.seats.keys()) this.catchUp(userId, Number.POSITIVE_INFINITY)
    })
  }

  /** The actor for a room that opens; give it back with `detach`. */
  attach(userId: number): PlayerActor {
    const seat = this.seat(userId)
    seat.rooms++
    return seat.actor
  }

  detach(userId: number): void {
    const seat = this.seats.get(userId)
    if (seat === undefined) return
    seat.rooms--
    this.leaveIfUnused(userId, seat)
  }

  /** The ids of the players with a room in this process. */
  online(): number[] {
    return [...this.seats].filter(([, seat]) => seat.rooms > 0).map(([userId]) => userId)
  }

  /** Runs a command for a player from outside his room; an open room, here or elsewhere, shows it. */
  async execute<P, D>(userId: number, rule: Rule<P, D>, request: CommandRequest<P>): Promise<Answer> {
    const seat = this.seat(userId)
    const answer = await seat.actor.execute(rule, request)
    if (answer.ok && answer.replayed !== true && seat.rooms === 0) this.tell(userId, seat.actor.version)
    this.leaveIfUnused(userId, seat)
    return answer
  }

  /** The answer a command id was given before, if any. */
  findAnswer(userId: number, type: string, request: CommandRequest<unknown>): Promise<Answer | undefined> {
    const seat = this.seat(userId)
    const answer = seat.actor.findAnswer(type, request)
    this.leaveIfUnused(userId, seat)
    return answer
  }

  /** Runs `work` while all these players' other commands wait; their rooms, here or elsewhere, show what it comes to. */
  async holdAll<T>(
    userIds: readonly number[],
    work: (held: ReadonlyMap<number, HeldPlayer>) => Promise<T>,
  ): Promise<T> {
    // Everybody takes them in the same order, so that no two holders wait for each other.
    const ids = [...new Set(userIds)].sort((a, b) => a - b)
    const seats = ids.map((userId) => [userId, this.seat(userId)] as const)
    const before = seats.map(([, { actor }]) => actor.version)
    const held = new Map<number, HeldPlayer>()
    const holdFrom = (index: number): Promise<T> => {
      const seat = seats[index]
      if (seat === undefined) return work(held)
      return seat[1].actor.hold((player) => {
        held.set(seat[0], player)
        return holdFrom(index + 1)
      })
    }
    try {
      return await holdFrom(0)
    } finally {
      for (const [index, [userId, seat]] of seats.entries()) {
        const { version } = seat.actor
        if (seat.rooms === 0 && version > (before[index] ?? 0)) this.tell(userId, version)
        this.leaveIfUnused(userId, seat)
      }
    }
  }

  private seat(userId: number): Seat {
    const known = this.seats.get(userId)
    if (known) return known
    const seat = { actor: new PlayerActor(userId, this.deps), rooms: 0 }
    this.seats.set(userId, seat)
    return seat
  }

  private leaveIfUnused(userId: number, seat: Seat): void {
    if (seat.rooms === 0 && seat.actor.idle && this.seats.get(userId) === seat) this.seats.delete(userId)
  }

  /** Tells the rooms of a player, wherever they are. Best effort: one that misses it finds out at its next command. */
  tell(userId: number, version: number, notice?: BusMessages['player']['notice']): void {
    this.news.hand({ userId, version, ...(notice && { notice }) }).catch((error: unknown) => {
      this.deps.log.warn({ err: error, userId }, 'rooms were not told of a change')
    })
  }

  private catchUp(userId: number, version: number): void {
    const seat = this.seats.get(userId)
    if (seat === undefined || seat.rooms === 0 || seat.actor.version >= version) return
    seat.actor.refresh().catch((error: unknown) => {
      this.deps.log.warn({ err: error, userId }, 'a player could not be read again')
    })
  }
}
