import { expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { reserveSeat } from '../support/raw-socket.ts'
import { upgradeStatus } from '../support/upgrade.ts'

const PARTNER = 'https://partner.example'
const club = await openClub({ env: { CORS_ORIGINS: PARTNER } })
const [SWITCHING, FORBIDDEN] = [101, 403]

async function aSeat(): Promise<string> {
  const { accessToken } = await club.signUp()
  const { processId, roomId, sessionId } = await reserveSeat(club.gameUrl, accessToken)
  return `/${processId}/${roomId}?sessionId=${sessionId}`
}

test('our own pages, those listed, and programs that are no browser get a socket', async () => {
  for (const origin of [club.httpUrl, 'http://127.0.0.1:5173', PARTNER, undefined]) {
    expect([origin, await upgradeStatus(club.gameUrl, await aSeat(), origin)]).toEqual([origin, SWITCHING])
  }
})

test('a page of anybody else gets none, with a good seat or without', async () => {
  for (const origin of ['https://evil.example', 'http://127.0.0.1.evil.example', 'null', 'file://']) {
    expect([origin, await upgradeStatus(club.gameUrl, await aSeat(), origin)]).toEqual([origin, FORBIDDEN])
    expect(await upgradeStatus(club.gameUrl, '/', origin)).toBe(FORBIDDEN)
  }
})

test('matchmaking tells a browser so as well', async () => {
  const allowed = async (origin: string) => {
    const answer = await fetch(`${club.gameUrl}/matchmake/joinOrCreate/player`, {
      method: 'OPTIONS',
      headers: { origin },
    })
    return answer.headers.get('access-control-allow-origin')
  }
  expect(await allowed(club.httpUrl)).toBe(club.httpUrl)
  expect(await allowed(PARTNER)).toBe(PARTNER)
  expect(await allowed('https://evil.example')).toBe('null')
})
