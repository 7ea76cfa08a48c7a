import type { ActionBody } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import type { ApiResult } from '../api/http.ts'
import type { Trouble } from '../text/translate.ts'
import { createDoings } from './doings.ts'
import { screenOf } from './screen-of.ts'
import { createStopwatch } from './stopwatch.ts'
import { visitOf } from './visit.ts'

const DONE: ApiResult<unknown> = { ok: true, value: {}, headers: new Headers() }

function aTeller() {
  const told: (readonly ActionBody[])[] = []
  const troubles: Trouble[] = []
  let ids = 0
  const doings = createDoings({
    tell: async (actions) => {
      told.push(actions)
      const trouble = troubles.shift()
      return trouble === undefined ? DONE : { ok: false, trouble }
    },
    nowMs: () => Date.UTC(2026, 2, 3),
    newId: () => `id-${++ids}`,
  })
  return { doings, told, troubles }
}

describe('what a player did', () => {
  test('is told together, once', async () => {
    const { doings, told } = aTeller()
    doings.did('screen:slot')
    doings.did('screen:shop', { from: 'slot' })
    await doings.flush()
    await doings.flush()
    expect(told).toEqual([
      [
        { eventId: 'id-1', type: 'screen:slot', occurredAt: '2026-03-03T00:00:00.000Z', props: {} },
        { eventId: 'id-2', type: 'screen:shop', occurredAt: '2026-03-03T00:00:00.000Z', props: { from: 'slot' } },
      ],
    ])
  })

  test.each(['OFFLINE', 'RATE_LIMITED', 'INTERNAL'] as const)('waits out %s and keeps its ids', async (trouble) => {
    const { doings, told, troubles } = aTeller()
    troubles.push(trouble)
    doings.did('screen:slot')
    await doings.flush()
    doings.did('screen:dice')
    await doings.flush()
    expect(told.map((actions) => actions.map(({ eventId }) => eventId))).toEqual([['id-1'], ['id-1', 'id-2']])
  })

  test('that is refused for good is not told again', async () => {
    const { doings, told, troubles } = aTeller()
    troubles.push('UNAUTHENTICATED')
    doings.did('screen:slot')
    await doings.flush()
    await doings.flush()
    expect(told).toHaveLength(1)
  })

  test('is not told twice at the same time', async () => {
    const { doings, told } = aTeller()
    doings.did('screen:slot')
    await Promise.all([doings.flush(), doings.flush()])
    expect(told).toHaveLength(1)
  })

  test('does not fill the memory of a page that is never heard', async () => {
    const { doings, told, troubles } = aTeller()
    for (let index = 0; index < 600; index++) doings.did('screen:slot')
    troubles.push('OFFLINE')
    await doings.flush()
    for (let round = 0; round < 6; round++) await doings.flush()
    expect(told.slice(1).flatMap((actions) => actions.map(({ eventId }) => eventId))).toEqual(
      Array.from({ length: 500 }, (_, index) => `id-${index + 101}`),
    )
  })
})

describe('the name of a screen', () => {
  test.each([
    ['/', 'screen:home'],
    ['/slot', 'screen:slot'],
    ['/battle-pass', 'screen:battle-pass'],
    ['/shop/purchases', 'screen:shop.purchases'],
    ['/shop/orders/0198f3c2-aaaa', 'screen:shop.orders'],
    ['/shop/orders/me@example.org', 'screen:shop.orders'],
    ['/someone@example.org', null],
    ['/1234567', null],
    ['/login/provider', null],
  ])('%s is %s', (path, name) => {
    expect(screenOf(path)).toBe(name)
  })
})

describe('time in the app', () => {
  test('is what passes while the page is looked at', () => {
    const watch = createStopwatch()
    watch.go(1_000)
    watch.go(2_000)
    watch.halt(31_500)
    watch.halt(99_000)
    watch.go(100_000)
    expect(watch.take(105_600)).toBe(36)
    expect(watch.take(106_000)).toBe(0)
    expect(watch.take(107_000)).toBe(1)
  })

  test('of a machine that slept through is not counted as played', () => {
    const watch = createStopwatch()
    watch.go(0)
    expect(watch.take(30_000_000)).toBe(600)
    expect(watch.take(30_001_000)).toBe(1)
  })
})

describe('where somebody came from', () => {
  const visitor = '0198f3c2-0000-4000-8000-000000000001'
  const from = (href: string, referrer = '') => visitOf({ visitor, url: new URL(href), referrer })

  test('is what the link says', () => {
    expect(from('https://club.example/odds?utm_source=News&utm_medium=email&utm_campaign=may')).toEqual({
      ...{ visitor, path: '/odds', source: 'News', medium: 'email', campaign: 'may' },
    })
  })

  test('is the other site, never its page', () => {
    expect(from('https://club.example/', 'https://blog.example/my/secret?x=1')).toMatchObject({
      source: 'blog.example',
      medium: 'referral',
    })
  })

  test.each(['', 'https://club.example/login', 'no address'])('is nowhere for “%s”', (referrer) => {
    expect(from('https://club.example/', referrer)).toMatchObject({ source: 'direct', medium: '', campaign: '' })
  })

  test('never is an address, nor longer than can be taken', () => {
    expect(from(`https://club.example/?utm_source=me@example.org&utm_campaign=${'x'.repeat(99)}`)).toMatchObject({
      source: 'other',
      campaign: 'x'.repeat(64),
    })
  })
})
