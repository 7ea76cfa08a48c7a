import { adminLoginReply, adminSessionReply, adminUserSchema } from '@casino-club/shared'
import type { AuthProvider, UserIdentity } from 'react-admin'
import { type Http, parsed, type Schema } from './http.ts'
import { isAllowed } from './permissions.ts'
import { RequestError } from './request-error.ts'
import { type SessionStore, sessionFrom } from './session.ts'

export interface AdminIdentity extends UserIdentity {
  readonly role: string
  /** Must set up a second factor before anything else. */
  readonly enrolOnly: boolean
}

/** Thrown by a log-in whose password was right: the second factor is asked for. */
export class SecondStepAsked extends Error {
  readonly challenge: string
  constructor(challenge: string) {
    super('a second factor is asked for')
    this.challenge = challenge
  }
}

/** What a log-in is made with: first the password, then, where one is asked for, the code. */
export type LoginParams =
  | { readonly siteId: string; readonly password: string }
  | { readonly challenge: string; readonly code: string }

interface Me {
  readonly identity: AdminIdentity
  readonly permissions: ReadonlySet<string>
}

/** A changed role shows after this long at the latest; the server applies it at once. */
const ME_FRESH_MS = 60_000

const meSchema: Schema<Me> = {
  safeParse(value) {
    const user = adminUserSchema.safeParse(value)
    if (!user.success) return user
    const permissions: unknown = Reflect.get(Object(value), 'permissions')
    if (!Array.isArray(permissions)) return { success: false, error: new TypeError('permissions are missing') }
    const { id, siteId, role } = user.data
    const enrolOnly = Reflect.get(Object(value), 'enrolOnly') === true
    const names = permissions.filter((name) => typeof name === 'string')
    return { success: true, data: { identity: { id, fullName: siteId, role, enrolOnly }, permissions: new Set(names) } }
  },
}

/** Asks who is logged in, at most once a minute however many components want to know. */
function createMe(http: Http, now: () => number) {
  let asked: { atMs: number; answer: Promise<Me> } | null = null
  return {
    forget: () => {
      asked = null
    },
    read: (): Promise<Me> => {
      if (asked && now() - asked.atMs < ME_FRESH_MS) return asked.answer
      const answer = http.authorized('/api/admin/me').then((response) => parsed(response, meSchema))
      const entry = { atMs: now(), answer }
      asked = entry
      answer.catch(() => {
        if (asked === entry) asked = null
      })
      return answer
    },
  }
}

async function logIn(http: Http, params: LoginParams) {
  if ('challenge' in params) {
    const body = { challenge: params.challenge, code: params.code }
    return await parsed(await http.anonymous('/api/auth/second-factor', { method: 'POST', body }), adminSessionReply)
  }
  const body = { siteId: params.siteId, password: params.password }
  const reply = await parsed(await http.anonymous('/api/auth/admin/login', { method: 'POST', body }), adminLoginReply)
  if ('challenge' in reply) throw new SecondStepAsked(reply.challenge)
  return reply
}

/** Login, log-out and rights of the admin. Only a 401 that no refresh could mend ends the session; a 403 does not. */
export function createAuthProvider(http: Http, store: SessionStore, now: () => number): AuthProvider {
  const me = createMe(http, now)
  return {
    login: async (params: LoginParams) => {
      await store.write(sessionFrom(await logIn(http, params), now()))
      me.forget()
    },
    logout: async () => {
      const session = await store.read()
      me.forget()
      if (!session) return
      // The server may be away; this browser forgets the session all the same.
      await http
        .authorized('/api/auth/logout', {
          method: 'POST',
          body: { refreshToken: session.refreshToken },
          timeoutMs: 3000,
        })
        .catch(() => undefined)
      await store.clear()
    },
    checkAuth: async () => {
      // Without a message react-admin goes to the login page and says nothing.
      if (!(await store.read())) throw { message: false }
    },
    checkError: (error: unknown) =>
      error instanceof RequestError && error.status === 401 ? Promise.reject(error) : Promise.resolve(),
    getIdentity: async () => (await me.read()).identity,
    getPermissions: async () => [...(await me.read()).permissions],
    canAccess: async ({ action, resource }) => isAllowed((await me.read()).permissions, action, resource),
  }
}
