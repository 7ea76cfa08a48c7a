import { beforeEach, expect, test } from 'vitest'
import { auditErasure } from '../../server/src/admin/index.ts'
import { eraseDue } from '../../server/src/own-data/index.ts'
import { aName, aSignup, openClub, type TestPlayer } from '../support/club.ts'
import { CLIENT, openProvider } from '../support/oidc-provider.ts'
import { freePort } from '../support/ports.ts'
import { providerLogIn } from '../support/provider-log-in.ts'
import { aProblem } from '../support/requests.ts'
import { safely } from '../support/safe-play.ts'
import { aClock } from '../support/sources.ts'

const PUBLIC_URL = 'http://127.0.0.1:9'
const clock = aClock(Date.now())
const provider = await openProvider(await freePort())
const env = {
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  PUBLIC_URL,
}
const club = await openClub({ clock, env })
const { ticketOf, trade, open, link } = providerLogIn(club, PUBLIC_URL)

beforeEach(() => {
  Object.assign(provider.behaviour, { subject: aName('subject') })
})

const exclude = (player: { accessToken: string }) => safely(club, player, 'exclusion', { months: 6 })
const unlink = ({ accessToken }: TestPlayer) => club.post('/api/auth/oidc/unlink', {}, accessToken)
const signUp = (more: object) => club.post('/api/auth/signup', aSignup({ ...more }))
const send = (method: string, path: string, { accessToken }: TestPlayer, body: object) =>
  club.send(method, path, {
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify(body),
  })
const prove = (player: TestPlayer) =>
  club.sql('update users set email = pending_email, pending_email = null where id = $1', [player.userId])

test('an identity of a provider opens no other account once its owner has excluded himself and undone the link', async () => {
  const player = await club.signUp()
  expect((await link(await ticketOf(), player.accessToken)).status).toBe(200)
  expect((await exclude(player)).status).toBe(200)
  expect((await unlink(player)).status).toBe(200)
  const ticket = await ticketOf()
  expect((await trade(ticket)).body).toEqual({ signUp: 'needed' })
  expect(await open(ticket)).toMatchObject(aProblem(409, 'IDENTITY_TAKEN'))
  const other = await club.signUp()
  expect(await link(await ticketOf(), other.accessToken)).toMatchObject(aProblem(409, 'IDENTITY_TAKEN'))
  expect((await link(await ticketOf(), player.accessToken)).status).toBe(200)
})

test('nor once the account is erased', async () => {
  const player = await club.signUp()
  await link(await ticketOf(), player.accessToken)
  await exclude(player)
  expect((await send('DELETE', '/api/users/me', player, { password: player.password })).status).toBe(200)
  clock.advance(14 * 86_400_000)
  const { pool, log } = club.core
  expect(await eraseDue({ pool, clock, log, graceMs: 0, audit: auditErasure(clock) })).toBe(1)
  expect(await open(await ticketOf())).toMatchObject(aProblem(409, 'IDENTITY_TAKEN'))
})

test('nor one that was linked during the exclusion, and the telephone that was given then is known too', async () => {
  const player = await club.signUp()
  await exclude(player)
  expect((await link(await ticketOf(), player.accessToken)).status).toBe(200)
  expect((await unlink(player)).status).toBe(200)
  expect(await open(await ticketOf())).toMatchObject(aProblem(409, 'IDENTITY_TAKEN'))
  const phoneNumber = `010${`${player.userId}`.padStart(8, '7')}`
  expect((await send('PATCH', '/api/users/profile', player, { phoneNumber })).status).toBe(200)
  expect((await send('PATCH', '/api/users/profile', player, { phoneNumber: null })).status).toBe(200)
  expect(await signUp({ phoneNumber })).toMatchObject(aProblem(409, 'PHONE_TAKEN'))
  expect((await send('PATCH', '/api/users/profile', player, { phoneNumber })).status).toBe(200)
})

test('of telephone numbers, which nobody proves, one account closes the club to one', async () => {
  const numbers = Array.from({ length: 3 }, () => `+4930${Math.abs(Number.parseInt(aName('').slice(0, 7), 16))}`)
  const player = await club.signUp({ phoneNumber: numbers[0] })
  await exclude(player)
  for (const phoneNumber of numbers) {
    expect((await send('PATCH', '/api/users/profile', player, { phoneNumber })).status).toBe(200)
    await safely(club, player, 'limits', { limit: 'stakeCoins.day', value: 900 - numbers.indexOf(phoneNumber) })
  }
  await send('PATCH', '/api/users/profile', player, { phoneNumber: null })
  expect(await signUp({ phoneNumber: numbers[0] })).toMatchObject(aProblem(409, 'PHONE_TAKEN'))
  for (const phoneNumber of numbers.slice(1)) expect((await signUp({ phoneNumber })).status).toBe(200)
})

test('a mailbox with two names is one', async () => {
  const name = aName('mail')
  const player = await club.signUp({ email: `${name}@googlemail.com` })
  await prove(player)
  await exclude(player)
  for (const email of [`${name}@gmail.com`, `${name.slice(0, 4)}.${name.slice(4)}+again@GoogleMail.com`]) {
    expect(await signUp({ email })).toMatchObject(aProblem(409, 'EMAIL_TAKEN'))
  }
  expect((await signUp({ email: `${name}@example.org` })).status).toBe(200)
})
