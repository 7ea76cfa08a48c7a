import {
  doneReply,
  enrolReply,
  forcedLogoutReply,
  provenReply,
  recoveryCodesReply,
  type SecondFactorView,
  type SessionView,
  type SignInView,
  secondFactorSchema,
  sessionsReply,
  signInHoursReply,
  signInsReply,
} from '@casino-club/shared'
import type { Identifier } from 'react-admin'
import { type Http, parsed, type SchemaOutput } from './http.ts'

export type Proof = { readonly code: string } | { readonly password: string }

/** What an admin sees and changes of how people get in: himself first. Each call resolves only when the server has done it. */
export interface SignInActions {
  secondFactor(): Promise<SecondFactorView>
  enrol(): Promise<SchemaOutput<typeof enrolReply>>
  /** Gives the recovery codes; the session's rights grow with its next token, which is fetched. */
  confirmFactor(code: string): Promise<readonly string[]>
  renewRecoveryCodes(): Promise<readonly string[]>
  turnFactorOff(password: string, code: string): Promise<void>
  prove(proof: Proof): Promise<void>
  ownSessions(): Promise<SessionView[]>
  endOwnSession(id: string): Promise<number>
  endOtherSessions(): Promise<number>
  ownSignIns(): Promise<SignInView[]>
  signInHours(hours: number): Promise<SchemaOutput<typeof signInHoursReply>['hours']>
  endPlayerSession(playerId: Identifier, sessionId: string): Promise<number>
  resetSecondFactor(adminId: Identifier): Promise<void>
}

const FACTOR = '/api/auth/second-factor'

export function createSignInActions(http: Http): SignInActions {
  const post = (path: string, body: unknown = {}) => http.authorized(path, { method: 'POST', body })
  const end = async (path: string) => await parsed(await http.authorized(path, { method: 'DELETE' }), forcedLogoutReply)
  return {
    secondFactor: async () => await parsed(await http.authorized(FACTOR), secondFactorSchema),
    enrol: async () => await parsed(await post(`${FACTOR}/enrol`), enrolReply),
    confirmFactor: async (code) => {
      const { recoveryCodes } = await parsed(await post(`${FACTOR}/confirm`, { code }), recoveryCodesReply)
      await http.renew()
      return recoveryCodes
    },
    renewRecoveryCodes: async () =>
      (await parsed(await post(`${FACTOR}/recovery-codes`), recoveryCodesReply)).recoveryCodes,
    turnFactorOff: async (password, code) => {
      await parsed(await post(`${FACTOR}/off`, { password, code }), doneReply)
    },
    prove: async (proof) => {
      await parsed(await post('/api/auth/step-up', proof), provenReply)
    },
    ownSessions: async () => await parsed(await http.authorized('/api/auth/sessions'), sessionsReply),
    endOwnSession: async (id) => (await end(`/api/auth/sessions/${encodeURIComponent(id)}`)).sessions,
    endOtherSessions: async () => (await parsed(await post('/api/auth/logout-others'), forcedLogoutReply)).sessions,
    ownSignIns: async () => await parsed(await http.authorized('/api/auth/sign-ins?perPage=20'), signInsReply),
    signInHours: async (hours) =>
      (await parsed(await http.authorized(`/api/admin/sign-ins/hours?hours=${hours}`), signInHoursReply)).hours,
    endPlayerSession: async (playerId, sessionId) => {
      const player = encodeURIComponent(String(playerId))
      return (await end(`/api/admin/players/${player}/sessions/${encodeURIComponent(sessionId)}`)).sessions
    },
    resetSecondFactor: async (adminId) => {
      await parsed(
        await post(`/api/admin/admins/${encodeURIComponent(String(adminId))}/second-factor/reset`),
        doneReply,
      )
    },
  }
}
