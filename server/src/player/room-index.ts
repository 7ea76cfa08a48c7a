import { type IRoomCache, LocalDriver, type SortOptions } from '@colyseus/core'

/** What the matchmaker looks for, beside the state of a room: fields of its listing or of its metadata. */
type Wanted = Record<string, unknown>

/**
 * The rooms of one process by their ids and by their players. Colyseus's own list is searched from its beginning for
 * everybody who comes in, and once more for everybody who leaves.
 */
export class RoomIndex extends LocalDriver {
  private readonly byId = new Map<string, IRoomCache>()
  private readonly byUser = new Map<unknown, Set<IRoomCache>>()

  override has(roomId: string): boolean {
    return this.byId.has(roomId)
  }

  override query(conditions: Wanted, sortOptions?: SortOptions): IRoomCache[] {
    return sorted(
      this.candidates(conditions).filter((room) => fits(room, conditions)),
      sortOptions,
    )
  }

  override findOne(conditions: Wanted, sortOptions?: SortOptions): ReturnType<LocalDriver['findOne']> {
    return Promise.resolve(this.query(conditions, sortOptions)[0]) as ReturnType<LocalDriver['findOne']>
  }

  override async findByIds(roomIds: string[]): Promise<Map<string, IRoomCache>> {
    return new Map(roomIds.flatMap((roomId) => this.candidates({ roomId }).map((room) => [roomId, room] as const)))
  }

  override async insert(room: IRoomCache): Promise<boolean> {
    return !this.has(room.roomId) && this.keep(room)
  }

  override persist(room: IRoomCache, create = false): boolean {
    return create && this.keep(room)
  }

  override remove(roomId: string): boolean {
    const room = this.byId.get(roomId)
    if (room === undefined) return false
    this.byId.delete(roomId)
    const userId = room.metadata?.userId
    const own = this.byUser.get(userId)
    own?.delete(room)
    if (own?.size === 0) this.byUser.delete(userId)
    return true
  }

  override clear(): void {
    this.byId.clear()
    this.byUser.clear()
  }

  private keep(room: IRoomCache): boolean {
    this.remove(room.roomId)
    this.byId.set(room.roomId, room)
    const userId = room.metadata?.userId
    const own = this.byUser.get(userId) ?? new Set()
    if (userId !== undefined) this.byUser.set(userId, own.add(room))
    return true
  }

  private candidates({ roomId, userId }: Wanted): IRoomCache[] {
    if (userId !== undefined) return [...(this.byUser.get(userId) ?? [])]
    if (roomId === undefined) return [...this.byId.values()]
    const room = this.byId.get(roomId as string)
    return room ? [room] : []
  }
}

const fieldOf = (room: IRoomCache, field: string): unknown =>
  Object.hasOwn(room, field) ? room[field as keyof IRoomCache] : room.metadata?.[field]

const fits = (room: IRoomCache, conditions: Wanted): boolean =>
  Object.entries(conditions).every(([field, wanted]) => fieldOf(room, field) === wanted)

function sorted(rooms: IRoomCache[], sortOptions: SortOptions = {}): IRoomCache[] {
  for (const [field, direction] of Object.entries(sortOptions).reverse()) {
    const sign = direction === 1 || String(direction).startsWith('asc') ? 1 : -1
    rooms.sort((one, other) => sign * order(fieldOf(one, field), fieldOf(other, field)))
  }
  return rooms
}

function order(one: unknown, other: unknown): number {
  if (one === other) return 0
  return (one as number) > (other as number) ? 1 : -1
}
