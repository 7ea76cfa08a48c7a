import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { type ActorDependencies, type Answer, PlayerActor, type Rule } from './actor.ts'
import type { CommandRequest } from './build-entry.ts'

interface Seat {
  readonly actor: PlayerActor
  /** Rooms that show this player, in this process; normally one. */
  rooms: number
}

/** The actors of this process, one a player: rooms and HTTP of one process share it and so its mailbox. */
export class PlayerActors {
  private readonly seats = new Map<number, Seat>()
  private readonly deps: ActorDependencies
  private readonly bus: Bus
  private readonly pool: Pool

  constructor(deps: ActorDependencies, bus: Bus, pool: Pool) {
    this.deps = deps
    this.bus = bus
    this.pool = pool
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
    if (answer.ok && answer.replayed !== true && seat.rooms === 0) await this.tellOthers(userId, seat.actor.version)
    this.leaveIfUnused(userId, seat)
    return answer
  }

  private seat(userId: number): Seat {
    const known = this.seats.get(userId)
    if (known) return known
    const seat = { actor: new PlayerActor(userId, this.deps), rooms: 0 }
    this.seats.set(userId, seat)
    return seat
  }

  private leaveIfUnused(userId: number, seat: Seat): void {
    if (seat.rooms <= 0 && seat.actor.idle && this.seats.get(userId) === seat) this.seats.delete(userId)
  }

  /** Best effort: a room that misses it finds out at its next command. */
  private async tellOthers(userId: number, version: number): Promise<void> {
    await this.bus.publish(this.pool, 'player', { userId, version }).catch((error: unknown) => {
      this.deps.log.warn({ err: error, userId }, 'other processes were not told of a change')
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
