import { setTimeout as sleep } from 'node:timers/promises'
import type { TestPlayer } from '../players.ts'
import type { RoomConnection } from '../room-connection.ts'
import { joinAll } from '../swarm.ts'
import type { Diary, Sent } from './diary.ts'

const BET = 10
const AGAIN_MS = 200
/** How long one command is asked for again before its outcome is left open. */
const GIVE_UP_MS = 60_000

/** Players who spin as fast as they are answered and write everything into the diary. */
export class Crowd {
  private readonly players: readonly TestPlayer[]
  private readonly diary: Diary
  private readonly connections = new Map<number, RoomConnection>()

  constructor(players: readonly TestPlayer[], diary: Diary) {
    this.players = players
    this.diary = diary
  }

  async join(gameUrl: string): Promise<void> {
    this.leave()
    // Handed back in the order in which they were opened, so one by one keeps whose is whose.
    await Promise.all(
      this.players.map(async (player) => {
        const [connection] = await joinAll(gameUrl, [player])
        if (connection) this.connections.set(player.userId, connection)
      }),
    )
  }

  get connected(): number {
    return [...this.connections.values()].filter(({ open }) => open).length
  }

  /** Spins until `over` says so or the connections are gone. */
  async play(over: () => boolean): Promise<void> {
    await Promise.all(
      this.players.map(async (player) => {
        while (!over() && this.connections.get(player.userId)?.open) await this.ask(this.diary.send(player))
      }),
    )
  }

  /** Asks again, under their own ids, for all spins whose outcome is open. */
  async settle(): Promise<void> {
    await Promise.all([...this.diary.open.values()].map((sent) => this.ask(sent)))
  }

  /** Repeats some spins that were acknowledged; the diary notes a different answer. */
  async repeat(count: number): Promise<void> {
    const all = [...this.diary.acknowledged.values()]
    const every = Math.max(1, Math.floor(all.length / count))
    const owners = new Map(this.players.map((player) => [player.userId, player]))
    for (const { userId, commandId } of all.filter((_, index) => index % every === 0)) {
      const player = owners.get(userId)
      if (player) await this.ask({ player, commandId })
    }
  }

  leave(): void {
    for (const connection of this.connections.values()) connection.close()
    this.connections.clear()
  }

  private async ask(sent: Sent): Promise<void> {
    const giveUpMs = performance.now() + GIVE_UP_MS
    const payload = { commandId: sent.commandId, bet: BET }
    while (performance.now() < giveUpMs) {
      const reply = await this.connections
        .get(sent.player.userId)
        ?.request('slot.spin', payload)
        .catch(() => undefined)
      if (reply === undefined || this.diary.take(sent, reply)) return
      await sleep(AGAIN_MS)
    }
  }
}

/** Spins over HTTP, the door that counts requests in Redis; a refused or broken one is noted as in a room. */
export async function playOverHttp(
  httpUrl: string,
  player: TestPlayer,
  diary: Diary,
  over: () => boolean,
): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${player.accessToken}` }
  while (!over()) {
    const sent = diary.send(player)
    const body = JSON.stringify({ commandId: sent.commandId, bet: BET })
    const reply = await fetch(`${httpUrl}/api/actions/SLOT_SPIN`, { method: 'POST', headers, body })
      .then(async (response) => (await response.json()) as Record<string, unknown>)
      .catch(() => undefined)
    // A broken request leaves its outcome open, which no proof lets pass.
    if (reply === undefined) return
    diary.take(sent, reply)
  }
}
