import { analyseSlot, STANDARD_SLOT_TABLE } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { openClub, type PlayerRoom } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { type AcceptedSpin, giveCoins, spinRoom } from '../support/play.ts'
import { aRandom } from '../support/sources.ts'

const PLAYERS = 10
const SPINS_EACH = 300
/** A true club fails this test about once in sixteen thousand choices of the random source. */
const STANDARD_ERRORS = 4

const club = await openClub({ random: aRandom('the odds of the slot') })

/** One after the other, so that each is given the same seeds in every run. */
async function seatPlayers(): Promise<PlayerRoom[]> {
  const rooms: PlayerRoom[] = []
  while (rooms.length < PLAYERS) {
    const player = await club.signUp()
    await giveCoins(club, player.userId, 1_000_000)
    rooms.push(await club.joinRoom(player.accessToken))
  }
  return rooms
}

async function spinMany(room: PlayerRoom): Promise<AcceptedSpin[]> {
  const spins: AcceptedSpin[] = []
  while (spins.length < SPINS_EACH) spins.push((await spinRoom(room, 100)) as AcceptedSpin)
  return spins
}

test('three thousand spins hit and pay as the published table says', async () => {
  const spins = (await Promise.all((await seatPlayers()).map(spinMany))).flat()
  expect(spins).toHaveLength(PLAYERS * SPINS_EACH)
  expect(spins.every(({ ok }) => ok)).toBe(true)
  const exact = analyseSlot(STANDARD_SLOT_TABLE)
  const hitRate = exact.hitRatePercent / 100
  const hits = spins.filter(({ win }) => win > 0).length / spins.length
  const hitError = Math.sqrt((hitRate * (1 - hitRate)) / spins.length)
  expect(Math.abs(hits - hitRate)).toBeLessThan(STANDARD_ERRORS * hitError)
  const rtp = spins.reduce((sum, { win, bet }) => sum + win / bet, 0) / spins.length
  expect(Math.abs(rtp - exact.rtpPercent / 100)).toBeLessThan(
    (STANDARD_ERRORS * exact.volatility) / Math.sqrt(spins.length),
  )
  for (const { id, weights } of STANDARD_SLOT_TABLE.symbols) {
    const chance = weights[0] / 100
    const error = Math.sqrt((chance * (1 - chance)) / (3 * spins.length))
    const share = spins.flatMap(({ reels }) => reels).filter((symbol) => symbol === id).length / (3 * spins.length)
    expect(Math.abs(share - chance), id).toBeLessThan(STANDARD_ERRORS * error)
  }
  expect(await club.audit()).toMatchObject({ plays: spins.length, bad: undefined })
})

test('the dashboard measures what was played', async () => {
  const [sums] = await club.sql<{ spins: number; bet: number; win: number }>(
    `select count(*) as spins, sum(bet)::bigint as bet, sum(win)::bigint as win from player_events where game = 'slot'`,
  )
  const token = await club.adminToken()
  await eventually(async () => {
    const { body } = await club.get<{ slot: Record<string, number>; eventsBehind: number }>(
      '/api/admin/dashboard',
      token,
    )
    expect(body.slot).toMatchObject({ spins: sums?.spins, totalBet: sums?.bet, totalWin: sums?.win })
    expect(body.eventsBehind).toBe(0)
  })
})
