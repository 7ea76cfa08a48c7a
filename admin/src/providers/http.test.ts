import { forcedLogoutReply } from '@casino-club/shared'
import { describe, expect, test, vi } from 'vitest'
import { aSession, jsonResponse, memoryStore, problemResponse } from './fakes.ts'
import { createHttp, parsed } from './http.ts'

const NOW = 1_000_000

function world(answers: (() => Promise<Response>)[], session = aSession('old')) {
  const store = memoryStore(session)
  const fetch = vi.fn<(path: unknown, init?: RequestInit) => Promise<Response>>()
  for (const answer of answers) fetch.mockImplementationOnce(answer)
  const refresh = vi.fn(() => Promise.resolve(aSession('new')))
  const http = createHttp({ fetch, store, refresh, now: () => NOW })
  const tokens = () => fetch.mock.calls.map(([, init]) => new Headers(init?.headers).get('authorization'))
  return { http, fetch, refresh, tokens }
}

const ok = () => Promise.resolve(jsonResponse({ fine: true }))
const refused = (status: number, reason: string) => () => Promise.resolve(problemResponse(status, reason))

describe('a request', () => {
  test('carries the session’s token', async () => {
    const { http, tokens, refresh } = world([ok])
    await http.authorized('/api/x')
    expect(tokens()).toEqual(['Bearer access-old'])
    expect(refresh).not.toHaveBeenCalled()
  })

  test('refreshes first when the token is about to end', async () => {
    const { http, tokens } = world([ok], aSession('old', NOW + 1_000))
    await http.authorized('/api/x')
    expect(tokens()).toEqual(['Bearer access-new'])
  })

  test('is sent once more, unchanged, after a refused token', async () => {
    const { http, fetch, tokens } = world([refused(401, 'TOKEN_EXPIRED'), ok])
    await http.authorized('/api/x', { method: 'POST', body: { commandId: 'c1' } })
    expect(tokens()).toEqual(['Bearer access-old', 'Bearer access-new'])
    expect(fetch.mock.calls.map(([, init]) => init?.body)).toEqual(['{"commandId":"c1"}', '{"commandId":"c1"}'])
  })

  test('is given up after a second refusal', async () => {
    const { http, fetch } = world([refused(401, 'TOKEN_EXPIRED'), refused(401, 'SESSION_REVOKED')])
    await expect(http.authorized('/api/x')).rejects.toMatchObject({ status: 401, code: 'SESSION_REVOKED' })
    expect(fetch).toHaveBeenCalledTimes(2)
  })
})

describe('a failure', () => {
  test('has the server’s reason and a message key', async () => {
    const { http } = world([refused(409, 'CONFLICT')])
    const failure = http.authorized('/api/x')
    await expect(failure).rejects.toMatchObject({ status: 409, code: 'CONFLICT', outcomeUnknown: false })
    await expect(failure).rejects.toThrow('reasons.CONFLICT')
  })

  test('is read by its status when a proxy answers', async () => {
    const { http } = world([() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }))])
    await expect(http.authorized('/api/x')).rejects.toMatchObject({
      code: 'TEMPORARILY_UNAVAILABLE',
      outcomeUnknown: true,
    })
  })

  test('without an answer leaves the outcome open', async () => {
    const { http } = world([() => Promise.reject(new TypeError('failed to fetch'))])
    await expect(http.authorized('/api/x')).rejects.toMatchObject({
      status: 0,
      code: 'UNREACHABLE',
      outcomeUnknown: true,
    })
  })

  test('of the caller’s own making is passed on', async () => {
    const abort = new AbortController()
    abort.abort()
    const { http } = world([() => Promise.reject(abort.signal.reason)])
    await expect(http.authorized('/api/x', { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

test('an answer against the contract is no success', async () => {
  await expect(parsed(jsonResponse({ loggedOut: true, sessions: 2 }), forcedLogoutReply)).resolves.toEqual({
    loggedOut: true,
    sessions: 2,
  })
  await expect(parsed(jsonResponse({ sessions: 'two' }), forcedLogoutReply)).rejects.toMatchObject({
    code: 'BAD_ANSWER',
    outcomeUnknown: true,
  })
})
