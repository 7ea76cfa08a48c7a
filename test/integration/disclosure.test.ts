import { type DisclosureReply, type OddsTable, STANDARD_RPS_TABLE, TABLED_GAMES } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { openClub } from '../support/club.ts'

const club = await openClub()

const disclosure = async () => (await club.get<DisclosureReply>('/api/disclosure')).body
const text = async (lang: string) => (await club.get<string>(`/api/disclosure/text?lang=${lang}`)).body

test('every game is disclosed with the table it draws from and its exact odds, to anybody', async () => {
  const { games } = await disclosure()
  expect(games.map(({ game }) => game)).toEqual(Object.keys(TABLED_GAMES))
  for (const { game, inForce, history } of games) {
    const definition = TABLED_GAMES[game]
    expect(inForce?.table).toEqual(definition?.standardTable)
    expect(inForce?.analysis).toEqual(definition?.analyse(definition.standardTable))
    expect(history).toMatchObject([{ version: 1, hash: inForce?.hash, to: null }])
    expect(inForce?.hash).toBe(club.core.tables.current(game)?.hash)
  }
})

test('a change of odds is in it at once, with both versions and their dates; a draft is not', async () => {
  const token = await club.adminToken()
  const table = {
    ...STANDARD_RPS_TABLE,
    winPercent: 192,
    declaredRtp: { minBasisPoints: 9_000, maxBasisPoints: 9_800 },
  }
  const drafted = await club.post<OddsTable>('/api/admin/odds-tables', { game: 'rps', table, note: 'less' }, token)
  const of = async () => (await disclosure()).games.find(({ game }) => game === 'rps')
  expect((await of())?.history).toHaveLength(1)
  const { id, hash } = drafted.body
  const body = { seenHash: hash, reason: 'agreed' }
  expect((await club.post(`/api/admin/odds-tables/${id}/publish`, body, token)).status).toBe(200)
  const { inForce, history = [] } = (await of()) ?? {}
  expect(inForce).toMatchObject({ version: 2, hash })
  expect(history.map(({ version, to }) => [version, to === null])).toEqual([
    [2, true],
    [1, false],
  ])
  expect(history[1]?.to).toBe(history[0]?.from)
})

test.each([
  ['en', ['Odds of all games', 'Roulette', '97.297297 %', 'Legendary: 0.5 % (1/200)', 'Version 1']],
  ['ko', ['전체 게임 확률 공시', '룰렛', '97.297297 %', '레전더리: 0.5 % (1/200)', '버전 1']],
])('it can be read as a text in %s', async (lang, parts) => {
  const words = await text(lang)
  for (const part of parts) expect(words).toContain(part)
  expect(words).not.toMatch(/[{}]|undefined|NaN/)
})

test('a language it is not written in is refused', async () => {
  expect((await club.get('/api/disclosure/text?lang=fr')).status).toBe(400)
})
