import { describe, expect, test } from 'vitest'
import type { Trouble } from '../text/translate.ts'
import type { StoredSession } from './session-store.ts'
import { createTokens, type RefreshResult } from './tokens.ts'

const NOON = 1_000_000_000_000
const session = (name: string, expiresAtMs: number): StoredSession => ({
  userId: 1,
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  expiresAtMs,
})
const EXPIRED = session('old', NOON - 1)
const FRESH = session('new', NOON + 1_800_000)

/** A browser: one store and one lock that its tabs share, and a server that counts refreshes. */
function aBrowser(first: StoredSession | null, answer: () => RefreshResult | Promise<RefreshResult>) {
  let kept = first
  const exchanged = new Map<string, StoredSession>()
  let turn: Promise<unknown> = Promise.resolve()
  const used: string[] = []
  const ended: Trouble[] = []
  const store = {
    read: () => kept,
    write: (next: StoredSession | null) => {
      kept = next
    },
  }
  const aTab = (seen = store) =>
    createTokens({
      store: seen,
      rotations: {
        find: async (refreshToken) => exchanged.get(refreshToken) ?? null,
        remember: async (refreshToken, became) => void exchanged.set(refreshToken, became),
      },
      nowMs: () => NOON,
      exclusively<T>(work: () => Promise<T>): Promise<T> {
        const mine = turn.then(work)
        turn = mine.catch(() => undefined)
        return mine
      },
      refresh: async ({ refreshToken }) => {
        used.push(refreshToken)
        return await answer()
      },
      onEnded: (trouble) => ended.push(trouble),
    })
  return { aTab, store, used, ended }
}

const granted = (): RefreshResult => ({ ok: true, session: FRESH })

describe('the access token', () => {
  test('is used as it is while it is fresh', async () => {
    const { aTab, used } = aBrowser(FRESH, granted)
    expect(await aTab().access()).toEqual({ ok: true, accessToken: 'access-new' })
    expect(used).toEqual([])
  })

  test('is refreshed once by many askers of one tab', async () => {
    const { aTab, used } = aBrowser(EXPIRED, granted)
    const tab = aTab()
    const answers = await Promise.all([tab.access(), tab.access(), tab.renew('access-old')])
    expect(answers).toEqual(Array(3).fill({ ok: true, accessToken: 'access-new' }))
    expect(used).toEqual(['refresh-old'])
  })

  test('is refreshed once by many tabs: the second finds the new one in the store', async () => {
    const { aTab, used } = aBrowser(EXPIRED, granted)
    const answers = await Promise.all([aTab().access(), aTab().access(), aTab().access()])
    expect(answers).toEqual(Array(3).fill({ ok: true, accessToken: 'access-new' }))
    expect(used).toEqual(['refresh-old'])
  })

  test('is not refreshed again by a tab whose storage lags behind', async () => {
    const { aTab, used } = aBrowser(EXPIRED, granted)
    await aTab().access()
    let lagging: StoredSession | null = EXPIRED
    const late = aTab({
      read: () => lagging,
      write: (next) => {
        lagging = next
      },
    })
    expect(await late.access()).toEqual({ ok: true, accessToken: 'access-new' })
    expect(lagging).toEqual(FRESH)
    expect(used).toEqual(['refresh-old'])
  })

  test('is refreshed on demand although it looks fresh, when the server no longer takes it', async () => {
    const { aTab, used } = aBrowser(session('old', NOON + 900_000), granted)
    expect(await aTab().renew('access-old')).toEqual({ ok: true, accessToken: 'access-new' })
    expect(used).toEqual(['refresh-old'])
  })
})

describe('a refresh that does not succeed', () => {
  test('keeps the session when nobody answered', async () => {
    const { aTab, store, ended } = aBrowser(EXPIRED, () => ({ ok: false, trouble: 'OFFLINE' }))
    expect(await aTab().access()).toEqual({ ok: false, trouble: 'OFFLINE' })
    expect(store.read()).toEqual(EXPIRED)
    expect(ended).toEqual([])
  })

  test('ends the session when the family was revoked', async () => {
    const { aTab, store, ended } = aBrowser(EXPIRED, () => ({ ok: false, trouble: 'REFRESH_REUSED' }))
    await aTab().access()
    expect(store.read()).toBeNull()
    expect(ended).toEqual(['REFRESH_REUSED'])
  })

  test('does not touch a login that replaced the session meanwhile', async () => {
    const other = session('other', NOON + 1_800_000)
    const browser = aBrowser(EXPIRED, () => {
      browser.store.write(other)
      return { ok: false, trouble: 'SESSION_REVOKED' }
    })
    expect(await browser.aTab().access()).toEqual({ ok: true, accessToken: 'access-other' })
    expect(browser.store.read()).toEqual(other)
    expect(browser.ended).toEqual([])
  })
})
