import type { Share } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { boardOf, record } from '../support/boards.ts'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'

let nowMs = Date.UTC(2026, 10, 21, 12)
const club = await openClub({ clock: { nowMs: () => nowMs } })
const share = (player: TestPlayer, body: object) => club.post<Share>('/api/share', body, player.accessToken)
const open = async (path: string, language = 'en') => {
  const response = await fetch(`${club.httpUrl}${path}`, { headers: { 'accept-language': language } })
  return { status: response.status, text: await response.text() }
}

/** A player with a rank, and a link to it. */
async function aRanked(): Promise<[TestPlayer, Share]> {
  const player = await club.signUp()
  await record(club, player.userId, { net: 50, atMs: nowMs })
  await eventually(async () => expect((await boardOf(club, player, 'weekly')).own.rank).not.toBeNull(), 30_000)
  return [player, (await share(player, { kind: 'rank', board: 'weekly' })).body]
}

test('a link shows a rank and a nickname to anybody, in his language, and nothing else', async () => {
  const [player, link] = await aRanked()
  const { status, text } = await open(link.path)
  expect([status, text]).toEqual([
    200,
    expect.stringContaining(`og:title" content="${player.nickname} stands at rank 1`),
  ])
  expect((await open(link.path, 'ko-KR')).text).toContain(`${player.nickname} 님의 이번 주 순위: 1위`)
  expect(text).not.toContain(player.accessToken)
  expect(text).not.toContain('<script')
})

test('a link shows a prize that was won by whoever shares it, and no other', async () => {
  const [player] = await aRanked()
  const [won] = await club.sql<{ seq: number }>('select max(seq) as seq from player_events where user_id = $1', [
    player.userId,
  ])
  const eventId = `${player.userId}-${won?.seq}`
  const { body } = await share(player, { kind: 'prize', eventId })
  expect((await open(body.path)).text).toContain(`${player.nickname} won 50 coins at Slot`)
  const stranger = await club.signUp()
  expect(await share(stranger, { kind: 'prize', eventId })).toMatchObject(aProblem(404, 'NOT_FOUND'))
  expect(await share(player, { kind: 'prize', eventId: `${player.userId}-1` })).toMatchObject(
    aProblem(404, 'NOT_FOUND'),
  )
  expect(await share(stranger, { kind: 'rank', board: 'weekly' })).toMatchObject(aProblem(404, 'NOT_FOUND'))
  expect((await share(player, { kind: 'prize', eventId, win: 1_000_000 })).status).toBe(400)
})

test('a link that was taken back, is over, or is of who pauses shows nothing', async () => {
  const [player, link] = await aRanked()
  const [other, second] = await aRanked()
  const taken = await club.send('DELETE', `/api/share/${link.code}`, {
    headers: { authorization: `Bearer ${other.accessToken}` },
  })
  expect(taken).toMatchObject(aProblem(404, 'NOT_FOUND'))
  await club.send('DELETE', `/api/share/${link.code}`, { headers: { authorization: `Bearer ${player.accessToken}` } })
  expect((await open(link.path)).status).toBe(404)
  const third = (await share(player, { kind: 'rank', board: 'weekly' })).body
  await safely(club, other, 'pause', { hours: 24 })
  expect((await open(second.path)).status).toBe(404)
  expect((await open(third.path)).status).toBe(200)
  nowMs += 30 * 86_400_000
  expect((await open(third.path)).status).toBe(404)
  expect((await open('/s/nothing')).status).toBe(404)
})
