import { describe, expect, test } from 'vitest'
import { openClub, type TestPlayer } from '../support/club.ts'
import { aMerge, merge, sendMerge } from '../support/merges.ts'
import { booksOf, spinHttp } from '../support/play.ts'

const club = await openClub()
const [operator, owner] = [await club.adminToken('operator'), await club.adminToken('owner')]
const PAIRS = 8
const SPINS = 60

const coinsOf = async (...players: TestPlayer[]) =>
  (await Promise.all(players.map(({ userId }) => booksOf(club.sql, userId)))).map(({ coins }) => coins)

describe('at the same moment', () => {
  test('the same merge twenty times is made once', async () => {
    const [from, into] = [await club.signUp(), await club.signUp()]
    const body = await aMerge(club, operator, from, into)
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendMerge(club, operator, into, body)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(answers.filter((answer) => answer.body.replayed !== true)).toHaveLength(1)
    expect(await coinsOf(from, into)).toEqual([0, 20_000])
  })

  test('twenty merges of the same two accounts under ids of their own: one is made', async () => {
    const [from, into] = [await club.signUp(), await club.signUp()]
    const bodies = await Promise.all(Array.from({ length: 20 }, () => aMerge(club, operator, from, into)))
    const answers = await Promise.all(bodies.map((body) => sendMerge(club, operator, into, body)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19)
    expect(await coinsOf(from, into)).toEqual([0, 20_000])
  })

  test('two admins who merge crosswise: one of both merges is made, the other refused', async () => {
    for (let pair = 0; pair < PAIRS; pair++) {
      const [one, other] = [await club.signUp(), await club.signUp()]
      const there = await aMerge(club, operator, one, other)
      const back = await aMerge(club, owner, other, one)
      const answers = await Promise.all([sendMerge(club, operator, other, there), sendMerge(club, owner, one, back)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const refused = answers.find(({ status }) => status === 409)
      expect(['ACCOUNT_MERGED', 'CONFLICT']).toContain(refused?.body.reason)
      expect((await coinsOf(one, other)).sort((a, b) => a - b)).toEqual([0, 20_000])
    }
  })

  test('one account into two others: it goes to one of them', async () => {
    const [from, one, other] = [await club.signUp(), await club.signUp(), await club.signUp()]
    const bodies = [await aMerge(club, operator, from, one), await aMerge(club, owner, from, other)]
    const answers = await Promise.all([
      sendMerge(club, operator, one, bodies[0] ?? {}),
      sendMerge(club, owner, other, bodies[1] ?? {}),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await coinsOf(one, other)).sort((a, b) => a - b)).toEqual([10_000, 20_000])
  })

  test('both accounts play meanwhile: a merge is a conflict or is made, and not a coin is lost', async () => {
    const [from, into] = [await club.signUp(), await club.signUp()]
    const play = async (player: TestPlayer) => {
      let net = 0
      for (let spin = 0; spin < SPINS; spin++) {
        const { status, body } = await spinHttp(club, player, 10)
        if (status === 200) net += body.win - body.bet
      }
      return net
    }
    let playing = true
    const nets = Promise.all([play(from), play(into)]).finally(() => {
      playing = false
    })
    const answers: string[] = []
    while (playing) answers.push(`${(await merge(club, operator, from, into)).body.reason ?? 'made'}`)
    if (!answers.includes('made')) expect((await merge(club, operator, from, into)).status).toBe(200)
    expect(['CONFLICT', 'ACCOUNT_MERGED', 'made']).toEqual(expect.arrayContaining(answers))
    const net = (await nets).reduce((sum, one) => sum + one, 0)
    expect(await coinsOf(from, into)).toEqual([0, 20_000 + net])
  })

  test('log-ins to the account that goes: none of their sessions is open afterwards', async () => {
    const [from, into] = [await club.signUp(), await club.signUp()]
    const body = await aMerge(club, operator, from, into)
    const { siteId, password } = from
    const logIns = Array.from({ length: 8 }, () => club.post('/api/auth/login', { siteId, password }))
    await Promise.all([...logIns, sendMerge(club, operator, into, body)])
    const [row] = await club.sql('select count(*) as open from sessions where user_id = $1 and revoked_at is null', [
      from.userId,
    ])
    expect(row).toEqual({ open: 0 })
    expect(await coinsOf(from, into)).toEqual([0, 20_000])
  })
})

test('all of it is proved by the audit, and the house keeps nothing of a merge', async () => {
  const report = await club.audit()
  expect(report.bad).toBeUndefined()
  const house = report.accounts.filter(({ account }) => account === 'house:merge')
  expect(house.map(({ balance }) => balance)).toEqual(['0', '0', '0'])
})
