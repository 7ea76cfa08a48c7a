import type { NotificationSettings } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { signUnsubscribing } from '../../server/src/notify/email/unsubscribe-token.ts'
import { aName, openClub, type TestPlayer } from '../support/club.ts'
import { aReceiver } from '../support/push.ts'
import { aProblem, type Json } from '../support/requests.ts'

const PATH = '/api/notification/settings'
const club = await openClub({ env: { ROLE: 'api' } })

const settingsOf = async ({ accessToken }: TestPlayer) => (await club.get<NotificationSettings>(PATH, accessToken)).body
const bodyOf = (settings: NotificationSettings) => {
  const { revision, allOff, types, channels, quietHours, letters, ownTimeZone, advertisingSince, nightSince } = settings
  const consents = { advertising: advertisingSince !== null, night: nightSince !== null }
  return { seenRevision: revision, allOff, types, channels, quietHours, letters, timeZone: ownTimeZone, ...consents }
}
const change = async (
  player: TestPlayer,
  changes: (now: NotificationSettings) => Json,
  seen?: NotificationSettings,
) => {
  const now = seen ?? (await settingsOf(player))
  return club.put<NotificationSettings>(PATH, { ...bodyOf(now), ...changes(now) }, player.accessToken)
}
const switchOn = (channel: string, on: boolean) => (now: NotificationSettings) => ({
  channels: { ...now.channels, [channel]: on },
})

describe('the channel of pushes', () => {
  const subscribe = async (player: TestPlayer) => {
    const { body } = aReceiver()
    const answer = await club.post('/api/push/subscription', { ...body }, player.accessToken)
    expect(answer.status).toBe(200)
    return body.deviceId
  }
  const unsubscribe = ({ accessToken }: TestPlayer, deviceId: string) =>
    club.post('/api/notification/push/unsubscribe', { deviceId }, accessToken)

  test('is on with the first device, and off with the last one', async () => {
    const player = await club.signUp()
    expect(await settingsOf(player)).toMatchObject({ pushDevices: 0, channels: { push: false } })
    const devices = [await subscribe(player), await subscribe(player)]
    expect(await settingsOf(player)).toMatchObject({ pushDevices: 2, channels: { push: true } })
    for (const device of devices) await unsubscribe(player, device)
    expect(await settingsOf(player)).toMatchObject({ pushDevices: 0, channels: { push: false } })
  })

  test('saved while there is no device says nothing: it is on when one comes', async () => {
    const player = await club.signUp()
    expect((await change(player, () => ({ allOff: true }))).status).toBe(200)
    await subscribe(player)
    expect(await settingsOf(player)).toMatchObject({ allOff: true, channels: { push: true } })
  })

  test('that its player has said no to stays off, whatever devices come and go', async () => {
    const player = await club.signUp()
    const device = await subscribe(player)
    expect((await change(player, switchOn('push', false))).body.channels.push).toBe(false)
    await unsubscribe(player, device)
    await change(player, () => ({ allOff: false }))
    await subscribe(player)
    expect(await settingsOf(player)).toMatchObject({ pushDevices: 1, channels: { push: false } })
    expect((await change(player, switchOn('push', true))).body.channels.push).toBe(true)
  })

  test('is not switched off by a screen that was opened before the first device came', async () => {
    const player = await club.signUp()
    const seen = await settingsOf(player)
    await subscribe(player)
    expect(await change(player, () => ({}), seen)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect((await settingsOf(player)).channels.push).toBe(true)
  })
})

describe('letters', () => {
  async function aReader() {
    const player = await club.signUp()
    const email = `${aName('to')}@example.org`
    await club.sql('update users set email = $2 where id = $1', [player.userId, email])
    return { ...player, email }
  }
  const end = async ({ userId }: TestPlayer, category: 'game' | 'advertising') => {
    const [key] = club.core.letters.unsubscribeKeys
    if (key === undefined) throw new Error('no key')
    const link = `${club.httpUrl}/unsubscribe/${signUnsubscribing({ userId, category }, key)}`
    expect((await fetch(link, { method: 'POST' })).status).toBe(200)
  }
  const switchLetters = (letters: Partial<NotificationSettings['letters']>) => (now: NotificationSettings) => ({
    letters: { ...now.letters, ...letters },
  })
  const optouts = ({ userId }: TestPlayer) =>
    club.sql('select category from email_optouts where user_id = $1 order by category', [userId])

  test('that a link has ended are off in the settings, and are taken up again there, each kind by itself', async () => {
    const reader = await aReader()
    await end(reader, 'game')
    await end(reader, 'advertising')
    expect((await settingsOf(reader)).letters).toEqual({ game: false, advertising: false })
    expect((await change(reader, switchLetters({ game: true }))).body.letters).toEqual({
      game: true,
      advertising: false,
    })
    expect(await optouts(reader)).toEqual([{ category: 'advertising' }])
  })

  test('are ended in the settings as by the link, and left alone where nothing is said of them', async () => {
    const reader = await aReader()
    await change(reader, switchLetters({ advertising: false }))
    expect(await optouts(reader)).toEqual([{ category: 'advertising' }])
    await change(reader, () => ({ letters: undefined, allOff: true }))
    expect(await settingsOf(reader)).toMatchObject({ allOff: true, letters: { game: true, advertising: false } })
  })

  test('that a link ended meanwhile are not taken up again by a screen that was open', async () => {
    const reader = await aReader()
    const seen = await settingsOf(reader)
    await end(reader, 'game')
    expect(await change(reader, () => ({}), seen)).toMatchObject(aProblem(409, 'CONFLICT'))
    expect((await settingsOf(reader)).letters.game).toBe(false)
  })

  test('to an address that was refused or reported are not switched on; lifted, they are as they were wanted', async () => {
    const reader = await aReader()
    await end(reader, 'game')
    const token = await club.adminToken('support')
    const path = '/api/admin/email/suppressions'
    const order = { address: reader.email, reason: 'a complaint' }
    const { body: suppressed } = await club.post<{ id: number }>(path, order, token)
    expect(await settingsOf(reader)).toMatchObject({ emailSuppressed: true, channels: { email: false } })
    const refused = aProblem(409, 'EMAIL_SUPPRESSED')
    expect(await change(reader, switchOn('email', true))).toMatchObject(refused)
    expect(await change(reader, switchLetters({ game: true }))).toMatchObject(refused)
    expect((await change(reader, () => ({ allOff: true }))).status).toBe(200)
    await club.post(`${path}/${suppressed.id}/lift`, { reason: 'a mistake' }, token)
    expect(await settingsOf(reader)).toMatchObject({
      ...{ emailSuppressed: false, channels: { email: true }, letters: { game: false, advertising: true } },
    })
  })

  test.each<[string, Json]>([
    ['a kind too few', { letters: { game: true } }],
    ['a kind that is none', { letters: { game: true, advertising: true, transactional: false } }],
    ['a word for a switch', { letters: { game: 'yes', advertising: true } }],
    ['what is only shown', { pushDevices: 3 }],
    ['what is only shown of an address', { emailSuppressed: false }],
  ])('refuse %s', async (_what, changes) => {
    const reader = await aReader()
    expect(await change(reader, () => changes)).toMatchObject(aProblem(400, 'INVALID_PAYLOAD'))
    expect(await optouts(reader)).toEqual([])
  })
})

describe('the zone', () => {
  const liveIn = ({ userId }: TestPlayer, zone: string) =>
    club.sql(
      `update players set state = jsonb_set(coalesce(state::jsonb, '{}'), '{streak}', $2)::json where user_id = $1`,
      [userId, JSON.stringify({ zone })],
    )

  test('that a player never named is not made his own by saving something else', async () => {
    const player = await club.signUp()
    await liveIn(player, 'Europe/London')
    expect(await settingsOf(player)).toMatchObject({ timeZone: 'Europe/London', ownTimeZone: null })
    await change(player, () => ({ allOff: true }))
    await liveIn(player, 'America/New_York')
    expect(await settingsOf(player)).toMatchObject({ allOff: true, timeZone: 'America/New_York', ownTimeZone: null })
  })

  test('that he named stays his, and is let go where he says so', async () => {
    const player = await club.signUp()
    await change(player, () => ({ timeZone: 'Asia/Tokyo' }))
    await change(player, () => ({ allOff: true }))
    expect(await settingsOf(player)).toMatchObject({ timeZone: 'Asia/Tokyo', ownTimeZone: 'Asia/Tokyo' })
    // What Postgres takes for a zone of South America, or for none.
    await change(player, () => ({ timeZone: 'ACT' }))
    expect(await settingsOf(player)).toMatchObject({ ownTimeZone: 'Australia/Darwin' })
    await change(player, () => ({ timeZone: 'AET' }))
    expect(await settingsOf(player)).toMatchObject({ ownTimeZone: 'Australia/Sydney' })
    await change(player, () => ({ timeZone: null }))
    expect(await settingsOf(player)).toMatchObject({ ownTimeZone: null })
  })
})

test('a consent to advertising that has lapsed is not given again by saving something else', async () => {
  const player = await club.signUp()
  const day = 86_400_000
  await change(player, () => ({ advertising: true, night: true }))
  await club.sql(`update notification_settings set advertising_since = $2, night_since = $2 where user_id = $1`, [
    player.userId,
    new Date(club.core.clock.nowMs() - 731 * day),
  ])
  expect(await settingsOf(player)).toMatchObject({ advertisingSince: null, nightSince: null })
  expect((await change(player, () => ({ allOff: true }))).body).toMatchObject({
    advertisingSince: null,
    nightSince: null,
  })
  const [kept] = await club.sql('select advertising_since, night_since from notification_settings where user_id = $1', [
    player.userId,
  ])
  expect(kept).toEqual({ advertising_since: null, night_since: null })
  const given = await club.sql('select kind, given from notification_consents where user_id = $1 order by id', [
    player.userId,
  ])
  expect(given.filter((each) => each.given)).toHaveLength(2)
})
