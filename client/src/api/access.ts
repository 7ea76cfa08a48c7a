import {
  doneReply,
  enrolReply,
  loggedOutReply,
  provenReply,
  recoveryCodesReply,
  secondFactorSchema,
  sessionsReply,
  signInsReply,
} from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

const FACTOR = '/api/auth/second-factor'
export const SIGN_INS_PER_PAGE = 20

export type Proof = { readonly code: string } | { readonly password: string }

/** Calls about how one gets in, and who else is in. */
export function createAccessApi(call: AuthorisedCall) {
  const post = { method: 'POST', body: {} } as const
  return {
    secondFactor: () => call(FACTOR, secondFactorSchema),
    enrol: () => call(`${FACTOR}/enrol`, enrolReply, post),
    confirm: (code: string) => call(`${FACTOR}/confirm`, recoveryCodesReply, { method: 'POST', body: { code } }),
    renewCodes: () => call(`${FACTOR}/recovery-codes`, recoveryCodesReply, post),
    turnOff: (password: string, code: string) =>
      call(`${FACTOR}/off`, doneReply, { method: 'POST', body: { password, code } }),
    prove: (proof: Proof) => call('/api/auth/step-up', provenReply, { method: 'POST', body: proof }),
    sessions: () => call('/api/auth/sessions', sessionsReply),
    endSession: (id: string) => call(`/api/auth/sessions/${id}`, loggedOutReply, { method: 'DELETE' }),
    endOthers: () => call('/api/auth/logout-others', loggedOutReply, post),
    signIns: (page: number) => call(`/api/auth/sign-ins?page=${page}&perPage=${SIGN_INS_PER_PAGE}`, signInsReply),
  }
}
export type AccessApi = ReturnType<typeof createAccessApi>
