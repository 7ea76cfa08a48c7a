import { CLOSE_CODES, type CrashTable, STANDARD_CRASH_TABLE } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { booksOf } from '../support/play.ts'
import { safely, setLimit, usageOf } from '../support/safe-play.ts'
import { betOn, type CrashRoom, crashPhase, flyingRandom, joinCrash, joinMatch } from '../support/shared-rooms.ts'

const FAST: CrashTable = { ...STANDARD_CRASH_TABLE, growthPerMille: 1_000, bettingMs: 1_000, pauseMs: 300 }
let table: CrashRoom
const club = await openClub({ random: flyingRandom(130, () => table?.state?.roundId ?? 0) })
const drafted = await club.core.tables.draft('crash', FAST, 'for tests')
if (!drafted.ok) throw new Error(drafted.message)
await club.core.tables.publish('crash', drafted.value.version)

test('a bet at the crash table counts; a cash-out of one who has excluded himself meanwhile is paid', async () => {
  const player = await club.signUp()
  await setLimit(club, player, 'lossCoins.day', 1_000)
  const [room, own] = [await joinCrash(club.gameUrl, player.accessToken), await club.joinRoom(player.accessToken)]
  table = room
  const codes: number[] = []
  for (const each of [room, own]) each.onLeave((code) => codes.push(code))
  await crashPhase(room, 'betting', room.state.roundId)
  expect(await betOn(room, 1_001)).toMatchObject({ ok: false, reason: 'LOSS_LIMIT' })
  expect(await betOn(room, 1_000, { autoCashOut: 120 })).toMatchObject({ ok: true, coins: 9_000 })
  expect((await usageOf(club.sql, player.userId))?.windows[0].slice(2, 4)).toEqual([1_000, -1_000])
  expect((await safely(club, player, 'exclusion', { months: null })).status).toBe(200)
  await eventually(() => expect(codes).toEqual([CLOSE_CODES.SELF_EXCLUDED, CLOSE_CODES.SELF_EXCLUDED]), 1_000)
  await eventually(async () => expect((await booksOf(club.sql, player.userId)).coins).toBe(10_200), 10_000)
  expect((await usageOf(club.sql, player.userId))?.windows[0].slice(2, 4)).toEqual([1_000, 200])
  await expect(joinCrash(club.gameUrl, player.accessToken)).rejects.toThrow('SELF_EXCLUDED')
})

test('a match that one of two may not play takes nobody’s stake', async () => {
  const [limited, other] = [await club.signUp(), await club.signUp()]
  await setLimit(club, limited, 'stakeCoins.day', 499)
  await joinMatch(club.gameUrl, other.accessToken, 500)
  const side = await joinMatch(club.gameUrl, limited.accessToken, 500)
  // The match is called off before its first throw.
  await eventually(() => expect(side.state.phase).toBe('over'))
  // The other learns nothing of why.
  expect(side.state.by).toBe('void')
  const stakes = await club.sql('select 1 from stakes where user_id = any($1)', [[limited.userId, other.userId]])
  expect(stakes).toEqual([])
  for (const { userId } of [limited, other]) expect((await booksOf(club.sql, userId)).coins).toBe(10_000)
  expect((await club.audit()).bad).toBeUndefined()
})
