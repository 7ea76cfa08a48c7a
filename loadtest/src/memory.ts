import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmptyRooms } from './empty-rooms.ts'
import type { ClubProcess } from './own-club.ts'
import type { TestPlayer } from './players.ts'
import { RoomConnection } from './room-connection.ts'
import { joinAll } from './swarm.ts'

const SETTLE_MS = 3_000
const WARM_UP = 100

/** Resident memory of a process, in bytes. */
function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1_024
}

async function growth(pid: number, joinSome: (from: number, to: number) => Promise<unknown>, count: number) {
  await joinSome(0, WARM_UP)
  await sleep(SETTLE_MS)
  const before = residentBytes(pid)
  await joinSome(WARM_UP, WARM_UP + count)
  await sleep(SETTLE_MS)
  return (residentBytes(pid) - before) / count
}

/** Bytes a connected, idle player takes in the club; the first hundred warm it up and do not count. */
export async function bytesPerPlayer(club: ClubProcess, players: readonly TestPlayer[]): Promise<number> {
  const connections: RoomConnection[] = []
  const join = async (from: number, to: number) => {
    connections.push(...(await joinAll(club.gameUrl, players.slice(from, to))))
  }
  const bytes = await growth(club.pid, join, players.length - WARM_UP)
  for (const connection of connections) connection.close()
  return bytes
}

/** Bytes a connected client in a room of his own takes in a Colyseus server that does nothing else. */
export async function bytesPerEmptyRoom(transport: string, count: number): Promise<number> {
  const empty = await startEmptyRooms(transport)
  const connections: RoomConnection[] = []
  const joinSome = async (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      connections.push(await RoomConnection.open(empty.gameUrl, '', { join: { userId: index } }))
    }
  }
  const bytes = await growth(empty.pid, joinSome, count)
  for (const connection of connections) connection.close()
  empty.kill()
  return bytes
}
