import { doneReply, providerReply, providerSessionReply, sessionReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'
import type { Call } from './http.ts'

const PATH = '/api/auth/oidc'
/** Where the browser itself goes to begin. */
export const PROVIDER_START = `${PATH}/start`

export interface ProviderSignUpForm {
  readonly siteId: string
  readonly nickname: string
  readonly inviteCode: string
}

/** Calls about log-ins by a provider. A ticket works once, and only in the browser that began. */
export function createProviderApi(call: Call, authorised: AuthorisedCall) {
  const post = (body: object) => ({ method: 'POST', body }) as const
  return {
    offered: () => call(PATH, providerReply),
    own: () => authorised(PATH, providerReply),
    logIn: (ticket: string) => call(`${PATH}/session`, providerSessionReply, post({ ticket })),
    signUp: (ticket: string, form: ProviderSignUpForm) =>
      call(`${PATH}/signup`, sessionReply, post({ ticket, ...form })),
    link: (ticket: string) => authorised(`${PATH}/link`, doneReply, post({ ticket })),
    unlink: () => authorised(`${PATH}/unlink`, doneReply, post({})),
  }
}
