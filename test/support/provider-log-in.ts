import type { SessionReply } from '@casino-club/shared'
import { expect } from 'vitest'
import { aName, type TestClub } from './club.ts'

/** What a provider vouches with, and the cookie of the browser it came to. */
export interface Ticket {
  readonly ticket: string
  readonly cookie: string
}

/** As a browser would, but one step at a time. */
export const go = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} })
export const locationOf = (response: Response) => new URL(response.headers.get('location') ?? 'about:blank')

/** Log-ins by a provider, the way a browser and the web app make them. `publicUrl` is where the web app is. */
export function providerLogIn(club: TestClub, publicUrl: string) {
  /** A browser sets out; it stands before the provider's answer. */
  async function setOut() {
    const started = await go(`${club.httpUrl}/api/auth/oidc/start`)
    const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const answered = await go(locationOf(started).href)
    return { started, cookie, back: locationOf(answered) }
  }

  /** The browser goes back to the club; gives what stands in the fragment it is sent on with. */
  async function comeBack(back: URL, cookie: string) {
    const answer = await go(`${club.httpUrl}${back.pathname}${back.search}`, cookie)
    expect(answer.status).toBe(303)
    const { origin, pathname, search, hash } = locationOf(answer)
    expect([origin, pathname, search]).toEqual([publicUrl, '/login/provider', ''])
    return new URLSearchParams(hash.slice(1))
  }

  return {
    setOut,
    comeBack,
    /** All the way to a ticket. */
    async ticketOf(): Promise<Ticket> {
      const { cookie, back } = await setOut()
      const ticket = (await comeBack(back, cookie)).get('ticket') ?? ''
      expect(ticket).not.toBe('')
      return { ticket, cookie }
    },
    trade: ({ ticket, cookie }: Ticket) =>
      club.post<SessionReply & { signUp?: string; challenge?: string }>(
        '/api/auth/oidc/session',
        { ticket },
        undefined,
        { cookie },
      ),
    open({ ticket, cookie }: Ticket, more: object = {}) {
      const siteId = aName()
      const body = { ticket, siteId, nickname: siteId, inviteCode: '5858', ...more }
      return club.post<SessionReply>('/api/auth/oidc/signup', body, undefined, { cookie })
    },
    link: ({ ticket, cookie }: Ticket, token: string) =>
      club.post('/api/auth/oidc/link', { ticket }, token, { cookie }),
  }
}
