import { z } from 'zod'
import { inviteCodeSchema, nicknameSchema, sessionReply, siteIdSchema } from './identity.ts'
import { challengeReply } from './sign-in.ts'

const ticketSchema = z.string().min(1).max(100)

/** Whether one can log in by a provider here, and whether one's own account is linked with it; null: nobody is logged in. */
export const providerReply = z.object({
  enabled: z.boolean(),
  linked: z.boolean().nullable(),
  /** Whether the account has a password: without one it stays linked. */
  hasPassword: z.boolean().nullable(),
})
export type ProviderReply = z.infer<typeof providerReply>
export const providerTicketBody = z.strictObject({ ticket: ticketSchema })
/** Nobody has this identity yet: the same ticket opens an account with it. */
export const providerSignUpNeeded = z.object({ signUp: z.literal('needed') }).meta({ id: 'ProviderSignUpNeeded' })
export const providerSessionReply = z.union([providerSignUpNeeded, challengeReply, sessionReply])
export type ProviderSessionReply = z.infer<typeof providerSessionReply>
export const providerSignUpBody = z.strictObject({
  ticket: ticketSchema,
  siteId: siteIdSchema,
  nickname: nicknameSchema,
  inviteCode: inviteCodeSchema,
})
/** What a provider sends back; every provider adds fields of its own. */
export const providerCallbackQuery = z.looseObject({ state: z.string().min(1).max(200) })
