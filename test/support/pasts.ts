import type { Clock } from '../../server/src/platform/clock.ts'
import type { TestClub, TestPlayer } from './club.ts'

const DAY_MS = 86_400_000
type Day = Readonly<Record<string, number | boolean>>

/** Players with a past that is written straight into their days. */
export function pastsOf(club: TestClub, clock: Clock) {
  /** The club's local day so many days ago. */
  const dayAgo = (days: number): string =>
    new Date((club.core.dayOf(clock.nowMs()) - days) * DAY_MS).toISOString().slice(0, 10)
  return {
    dayAgo,
    /** A player of an age in days, with what he did so many days ago. */
    async aPlayer(age: number, days: Readonly<Record<number, Day>> = {}): Promise<TestPlayer> {
      const player = await club.signUp()
      await club.sql(`update users set created_at = $2 where id = $1`, [
        player.userId,
        new Date(clock.nowMs() - age * DAY_MS),
      ])
      await club.sql('delete from player_days where user_id = $1', [player.userId])
      for (const [ago, values] of Object.entries(days)) {
        const columns = Object.keys(values)
        await club.sql(
          `insert into player_days (user_id, day, ${columns.join(', ')})
           values ($1, $2, ${columns.map((_, i) => `$${i + 3}`).join(', ')})`,
          [player.userId, dayAgo(Number(ago)), ...Object.values(values)],
        )
      }
      return player
    },
  }
}
