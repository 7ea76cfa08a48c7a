import type { ClubProcess } from './own-club.ts'
import { openPlayers } from './players.ts'
import { joinAll, play } from './swarm.ts'

const SPINNERS = 64

/** What spins take, p99, while something else goes on; spun as people play, not as fast as the server can. */
export async function spinP99Ms<T>(
  club: ClubProcess,
  databaseUrl: string,
  seconds: number,
  beside: () => Promise<T>,
): Promise<readonly [number, T]> {
  const connections = await joinAll(club.gameUrl, await openPlayers(databaseUrl, club.jwtSecret, SPINNERS))
  const [{ latency }, done] = await Promise.all([play(connections, { seconds, bet: 10, spinsPerSecond: 2 }), beside()])
  for (const connection of connections) connection.close()
  return [latency.getValueAtPercentile(99) / 1_000, done]
}
