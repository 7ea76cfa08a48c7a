import { rpsGame, STANDARD_RPS_TABLE, tableHash } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { jsonResponse, problemResponse } from './fakes.ts'
import type { Http, RequestOptions } from './http.ts'
import { createOddsActions } from './odds-actions.ts'
import { errorOf } from './request-error.ts'

const hash = tableHash(STANDARD_RPS_TABLE)
const version = {
  id: 'rps-2',
  game: 'rps',
  version: 2,
  status: 'draft',
  hash,
  note: 'more for a win',
  table: STANDARD_RPS_TABLE,
  analysis: rpsGame.analyse(STANDARD_RPS_TABLE),
  createdAt: '2026-03-01T00:00:00.000Z',
  publishedAt: null,
  retiredAt: null,
}

function server(answer: () => Response) {
  const asked: [string, RequestOptions | undefined][] = []
  const http: Http = {
    renew: () => Promise.resolve(),
    anonymous: () => Promise.reject(new Error('must not be asked')),
    authorized: async (path, options) => {
      asked.push([path, options])
      const response = answer()
      if (!response.ok) throw await errorOf(response)
      return response
    },
  }
  return { asked, odds: createOddsActions(http) }
}

describe('the odds of a game', () => {
  test('are checked without being kept, and the question can be given up', async () => {
    const { signal } = new AbortController()
    const { asked, odds } = server(() => jsonResponse({ analysis: version.analysis, hash, refusal: null }))
    await expect(odds.checkOdds({ game: 'rps', table: STANDARD_RPS_TABLE }, signal)).resolves.toMatchObject({ hash })
    expect(asked).toEqual([
      ['/api/admin/odds-tables/check', { method: 'POST', body: { game: 'rps', table: STANDARD_RPS_TABLE }, signal }],
    ])
  })

  test('are drafted, changed and published with what was seen', async () => {
    const { asked, odds } = server(() => jsonResponse(version))
    const [table, note] = [STANDARD_RPS_TABLE, 'more for a win']
    await odds.draftOdds({ game: 'rps', table, note })
    await odds.redraftOdds('rps-2', { table, note, seenHash: hash })
    await odds.publishOdds('rps-2', { seenHash: hash, reason: 'agreed' })
    expect(asked).toEqual([
      ['/api/admin/odds-tables', { method: 'POST', body: { game: 'rps', table, note } }],
      ['/api/admin/odds-tables/rps-2', { method: 'PUT', body: { table, note, seenHash: hash } }],
      ['/api/admin/odds-tables/rps-2/publish', { method: 'POST', body: { seenHash: hash, reason: 'agreed' } }],
    ])
  })

  test('that somebody else has changed are a conflict', async () => {
    const { odds } = server(() => problemResponse(409, 'CONFLICT'))
    await expect(odds.publishOdds('rps-2', { seenHash: hash, reason: 'agreed' })).rejects.toMatchObject({
      code: 'CONFLICT',
      outcomeUnknown: false,
    })
  })
})
