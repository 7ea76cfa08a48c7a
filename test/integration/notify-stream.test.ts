import { NOTIFICATION_STREAM } from '@casino-club/shared'
import { afterAll, describe, expect, test } from 'vitest'
import { openClub, type TestPlayer } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { tell } from '../support/notifications.ts'
import { aProblem } from '../support/requests.ts'

const club = await openClub()
const PATIENCE_MS = 40_000
const IN_APP = { channels: ['in_app' as const] }
const open: AbortController[] = []
afterAll(() => {
  for (const page of open) page.abort()
})

/** A page that listens; what it has heard so far, and whether the stream is over. */
async function listen({ accessToken }: TestPlayer, headers: Record<string, string> = {}) {
  const page = new AbortController()
  open.push(page)
  const response = await fetch(`${club.httpUrl}${NOTIFICATION_STREAM}`, {
    headers: { authorization: `Bearer ${accessToken}`, ...headers },
    signal: page.signal,
  })
  const heard = { text: '', over: false, response, leave: () => page.abort() }
  const reading = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) heard.text += decoder.decode(chunk as Uint8Array, { stream: true })
  }
  reading()
    .catch(() => undefined)
    .finally(() => {
      heard.over = true
    })
  return heard
}
const idsOf = ({ text }: { text: string }) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))

describe('the stream of messages', () => {
  test('brings what comes to every page of its player, and nothing to others', async () => {
    const [player, other] = [await club.signUp(), await club.signUp()]
    const [one, two, foreign] = [await listen(player), await listen(player), await listen(other)]
    expect(one.response.headers.get('content-type')).toContain('text/event-stream')
    await eventually(() => {
      for (const page of [one, two, foreign]) expect(page.text).toContain('data: {"notification":null,"unread":0}')
    }, PATIENCE_MS)
    const id = await tell(club, player.userId, IN_APP)
    await eventually(() => {
      for (const page of [one, two]) expect(idsOf(page)).toEqual([id])
    }, PATIENCE_MS)
    expect(one.text).toContain('"unread":1}')
    expect(idsOf(foreign)).toEqual([])
  })

  test('goes on from the last message that a page has', async () => {
    const player = await club.signUp()
    const ids: number[] = []
    for (let n = 0; n < 3; n++) {
      const id = await tell(club, player.userId, IN_APP)
      ids.push(id)
      await eventually(async () => {
        const [row] = await club.sql<{ at: Date | null }>('select arrived_at as at from notifications where id = $1', [
          id,
        ])
        expect(row?.at).not.toBeNull()
      }, PATIENCE_MS)
    }
    const page = await listen(player, { 'last-event-id': `${ids[0]}` })
    await eventually(() => expect(idsOf(page)).toEqual(ids.slice(1)), PATIENCE_MS)
    const fresh = await listen(player, { 'last-event-id': 'not a number' })
    await eventually(() => expect(fresh.text).toContain('"unread":3'), PATIENCE_MS)
    expect(idsOf(fresh)).toEqual([])
  })

  test('ends with the session, and takes no more room when a page has left', async () => {
    const player = await club.signUp()
    const before = club.core.feeds.size
    const [page, leaving] = [await listen(player), await listen(player)]
    await eventually(() => expect(club.core.feeds.size).toBe(before + 2), PATIENCE_MS)
    leaving.leave()
    await eventually(() => expect(club.core.feeds.size).toBe(before + 1), PATIENCE_MS)
    await club.post('/api/auth/logout', {}, player.accessToken)
    await eventually(() => expect(page.over).toBe(true), PATIENCE_MS)
    expect(club.core.feeds.size).toBe(before)
  })

  test('has ten pages of a player at most: the oldest gives way', async () => {
    const player = await club.signUp()
    const first = await listen(player)
    await Promise.all(Array.from({ length: 10 }, () => listen(player)))
    await eventually(() => expect(first.over).toBe(true), PATIENCE_MS)
  })

  test('is closed to who is nobody', async () => {
    expect(await club.get(NOTIFICATION_STREAM)).toMatchObject(aProblem(401, 'UNAUTHENTICATED'))
    expect(await club.get(NOTIFICATION_STREAM, await club.adminToken('owner'))).toMatchObject(
      aProblem(403, 'FORBIDDEN'),
    )
  })

  test('does not keep the club from stopping', async () => {
    const page = await listen(await club.signUp())
    await club.stop()
    await eventually(() => expect(page.over).toBe(true), PATIENCE_MS)
  })
})
