import type { MoodReply } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../server/src/platform/clock.ts'
import { aSignup, openClub, type TestPlayer } from '../support/club.ts'
import { runJob } from '../support/jobs.ts'
import type { Json } from '../support/requests.ts'

const DAY_MS = 86_400_000
let shiftMs = 0
const clock: Clock = { nowMs: () => systemClock.nowMs() + shiftMs }
const club = await openClub({ clock })
const say = ({ accessToken }: TestPlayer, body: object) => club.post<MoodReply>('/api/feedback', body, accessToken)
const moodOf = async ({ accessToken }: TestPlayer) =>
  (await club.get<MoodReply>('/api/feedback/mood', accessToken)).body
const sums = async () => (await club.get<Json[]>('/api/admin/moods', await club.adminToken('viewer'))).body

describe('the question how one feels', () => {
  test('is answered once a local day, and the last word of the day counts', async () => {
    const player = await club.signUp()
    expect(await moodOf(player)).toMatchObject({ ask: true, mood: null, kindness: { offersBreak: false } })
    expect((await say(player, { mood: 'good' })).body).toMatchObject({ ask: false, mood: 'good' })
    expect((await say(player, { mood: 'low' })).body).toMatchObject({
      ...{ ask: false, mood: 'low', kindness: { offersBreak: true, hidesOffers: true, gentleMissions: true } },
    })
    const rows = await club.sql('select mood from mood_answers where user_id = $1', [player.userId])
    expect(rows).toEqual([{ mood: 'low' }])
  })

  test('can be skipped for the day, and never be asked again until one wants it', async () => {
    const player = await club.signUp()
    expect((await say(player, { skip: true })).body).toMatchObject({ ask: false, mood: null, neverAsk: false })
    const other = await club.signUp()
    expect((await say(other, { neverAsk: true })).body).toMatchObject({ ask: false, neverAsk: true })
    expect((await say(other, { neverAsk: false })).body).toMatchObject({ ask: true, neverAsk: false })
  })

  test.each([{}, { mood: 'rich' }, { mood: 'low', userId: 1 }, { skip: false }, { mood: 'low', skip: true }])(
    'takes nothing else: %j',
    async (body) => {
      const player = await club.signUp()
      expect((await say(player, body)).status).toBe(400)
      expect(await moodOf(player)).toMatchObject({ ask: true })
    },
  )

  test('leaves the messages about plays as they were', async () => {
    const { status, body } = await club.get<Json>('/api/feedback?game=slot&bet=10&win=0')
    expect(status).toBe(200)
    expect(body).toHaveProperty('animation')
  })

  test('is told of in sums of ten answers and more, in the export of its player, and to nobody else', async () => {
    await club.sql('delete from mood_answers')
    const players = await Promise.all(Array.from({ length: 9 }, () => club.signUp(aSignup())))
    await Promise.all(players.map((player) => say(player, { mood: 'fine' })))
    const skipping = await club.signUp()
    await say(skipping, { skip: true })
    expect(await sums()).toEqual([])
    const tenth = await club.signUp()
    await say(tenth, { mood: 'low' })
    expect(await sums()).toMatchObject([{ answers: 10, good: 0, fine: 9, low: 1 }])
    const { body } = await club.get<Json>('/api/users/export', tenth.accessToken)
    expect(body.moods).toMatchObject([{ mood: 'low' }])
    const detail = await club.get(`/api/admin/players/${tenth.userId}`, await club.adminToken())
    expect(JSON.stringify(detail.body)).not.toContain('mood')
  })

  test('is asked anew on the next day, and forgotten after a month', async () => {
    let player = await club.signUp()
    await say(player, { mood: 'low' })
    const later = async (days: number) => {
      shiftMs += days * DAY_MS
      const { siteId, password } = player
      const { body } = await club.post<{ accessToken: string }>('/api/auth/login', { siteId, password })
      player = { ...player, accessToken: body.accessToken }
    }
    await later(1)
    expect(await moodOf(player)).toMatchObject({ ask: true, mood: null, kindness: { hidesOffers: false } })
    await later(31)
    await runJob(club, 'housekeeping.forget')
    expect(await club.sql('select from mood_answers where user_id = $1', [player.userId])).toEqual([])
  })
})
