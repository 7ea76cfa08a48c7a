import { expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { openClub } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import { pastsOf } from '../support/pasts.ts'

const DAY_MS = 86_400_000
/** It is just three: the run of today was due an hour ago, and it is the same day in the club's zone. */
const BASE_MS = DAY_MS - ((systemClock.nowMs() - 3 * 3_600_000) % DAY_MS)
const clock: Clock = { nowMs: () => systemClock.nowMs() + BASE_MS }
const club = await openClub({ clock })
const { dayAgo, aPlayer } = pastsOf(club, clock)

test('a run of an older day, asked for after that of a newer one, puts nobody back', async () => {
  const player = await aPlayer(100, { 0: { was_there: true } })
  const run = () => runJob(club, 'segments.daily')
  const lifecycle = async () =>
    (
      await club.sql(`select segment from player_segments where user_id = $1 and dimension = 'lifecycle'`, [
        player.userId,
      ])
    )[0]?.segment
  await run()
  await club.sql('update segment_models set as_of = as_of + 1')
  await club.sql('update player_days set day = $2 where user_id = $1', [player.userId, dayAgo(9)])
  await run()
  expect(await lifecycle()).toBe('ACTIVE')
  await club.sql('update segment_models set as_of = as_of - 1')
  await run()
  expect(await lifecycle()).toBe('DORMANT_SHORT')
})
