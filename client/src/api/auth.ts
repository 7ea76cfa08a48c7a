import {
  ageReply,
  changeEmailReply,
  deleteAccountReply,
  inviteValidateReply,
  loggedOutReply,
  loginReply,
  mailQueuedReply,
  type ProfileChange,
  passwordReply,
  profileSchema,
  type SessionReply,
  sessionReply,
  userStatsSchema,
  verifyEmailReply,
} from '@casino-club/shared'
import type { AuthorisedCall, AuthorisedDownload } from './authorised.ts'
import type { Call } from './http.ts'
import type { StoredSession } from './session-store.ts'
import type { RefreshResult } from './tokens.ts'

export interface SignupForm {
  readonly siteId: string
  readonly nickname: string
  readonly password: string
  readonly inviteCode: string
  readonly email?: string
}

/** What is kept of a sign-up's, login's or refresh's reply. */
export function toStored(reply: SessionReply, nowMs: number): StoredSession {
  return {
    userId: reply.user.id,
    accessToken: reply.accessToken,
    refreshToken: reply.refreshToken,
    expiresAtMs: nowMs + reply.expiresIn * 1000,
  }
}

/** Calls for people who are not logged in. */
export function createDoor(call: Call) {
  return {
    validateInvite: (code: string) =>
      call('/api/invite/validate', inviteValidateReply, { method: 'POST', body: { code } }),
    signUp: (form: SignupForm) => call('/api/auth/signup', sessionReply, { method: 'POST', body: form }),
    /** `restore` keeps an account that is to be deleted. */
    logIn: (siteId: string, password: string, restore = false) =>
      call('/api/auth/login', loginReply, {
        method: 'POST',
        body: { siteId, password, ...(restore && { restore }) },
      }),
    verifyEmail: (token: string) =>
      call('/api/auth/email/verify', verifyEmailReply, { method: 'POST', body: { token } }),
    forgotPassword: (email: string) =>
      call('/api/auth/password/forgot', mailQueuedReply, { method: 'POST', body: { email } }),
    resetPassword: (token: string, password: string) =>
      call('/api/auth/password/reset', passwordReply, { method: 'POST', body: { token, password } }),
    /** The second step, where the first one was answered with a challenge. */
    finishLogIn: (challenge: string, code: string) =>
      call('/api/auth/second-factor', sessionReply, { method: 'POST', body: { challenge, code } }),
    async refresh(session: StoredSession): Promise<RefreshResult> {
      const body = { refreshToken: session.refreshToken }
      const result = await call('/api/auth/refresh', sessionReply, { method: 'POST', body })
      return result.ok ? { ok: true, session: toStored(result.value, Date.now()) } : result
    },
  }
}
export type Door = ReturnType<typeof createDoor>

/** Calls about one's own account. */
export function createAccountApi(call: AuthorisedCall, download: AuthorisedDownload) {
  return {
    profile: () => call('/api/users/profile', profileSchema),
    stats: () => call('/api/users/stats', userStatsSchema),
    changeProfile: (change: ProfileChange) =>
      call('/api/users/profile', profileSchema, { method: 'PATCH', body: change }),
    changeEmail: (email: string, password: string) =>
      call('/api/auth/email/change', changeEmailReply, { method: 'POST', body: { email, password } }),
    resendEmail: () => call('/api/auth/email/resend', mailQueuedReply, { method: 'POST', body: {} }),
    /** Without the current one for an account that has none. */
    changePassword: (currentPassword: string | null, newPassword: string) =>
      call('/api/auth/password/change', passwordReply, {
        method: 'POST',
        body: { ...(currentPassword !== null && { currentPassword }), newPassword },
      }),
    /** Everything the club keeps of the player, as a file. */
    exportData: () => download('/api/users/export'),
    /** Asks for the account to be deleted. */
    leave: (password: string) => call('/api/users/me', deleteAccountReply, { method: 'DELETE', body: { password } }),
    age: () => call('/api/users/age', ageReply),
    tellAge: (birthDate: string) => call('/api/users/age', ageReply, { method: 'POST', body: { birthDate } }),
    logOut: (refreshToken: string) =>
      call('/api/auth/logout', loggedOutReply, { method: 'POST', body: { refreshToken } }),
    logOutEverywhere: () => call('/api/auth/logout-all', loggedOutReply, { method: 'POST', body: {} }),
  }
}
export type AccountApi = ReturnType<typeof createAccountApi>
