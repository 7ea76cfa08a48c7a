import { z } from 'zod'
import { acceptedFields } from '../accepted.ts'
import { commandIdSchema } from '../fields.ts'
import { amountSchema } from '../money.ts'
import { idParamSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

const coinsSchema = z.number().int().min(0).max(1_000_000)
const countSchema = z.number().int().min(0).max(1_000_000_000)

/** What an invitation is worth and what for; fixed for each invitation at the sign-up it led to. */
export const friendTermsSchema = z
  .strictObject({
    enabled: z.boolean(),
    inviterCoins: coinsSchema,
    friendCoins: coinsSchema,
    /** The new player must have proven an e-mail address. */
    provenEmail: z.boolean(),
    /** Days (UTC) on which he must have played, within so many days after his sign-up. */
    activeDays: z.number().int().min(1).max(90),
    withinDays: z.number().int().min(1).max(365),
    /** Whose account is younger invites without a reward of his own. */
    minInviterAgeDays: z.number().int().min(0).max(365),
    /** Promises: for an inviter a day (UTC) and in all, and over all players. */
    perDay: countSchema,
    inAll: countSchema,
    global: countSchema,
  })
  .refine(({ activeDays, withinDays }) => activeDays <= withinDays, {
    path: ['activeDays'],
    message: 'more days than there is time for',
  })
  .meta({ id: 'FriendTerms' })
export type FriendTerms = z.infer<typeof friendTermsSchema>

export const INVITATION_STATES = ['WAITING', 'EARNED', 'REVIEW', 'REJECTED', 'MISSED', 'UNPAID', 'TAKEN_BACK'] as const
export const invitationStateSchema = z.enum(INVITATION_STATES)
export type InvitationState = z.infer<typeof invitationStateSchema>

/** What one side of an invitation has of it. */
export const invitationSchema = z.object({
  id: idParamSchema,
  /** The other player; null: he is not to be seen at present. */
  nickname: z.string().nullable(),
  invitedAt: isoTimeSchema,
  until: isoTimeSchema,
  state: invitationStateSchema,
  /** What was promised to the asking player; zero: nothing. */
  coins: amountSchema,
  paid: z.boolean(),
})
export type Invitation = z.infer<typeof invitationSchema>

export const myInviteReply = z
  .object({
    /** Null while the asking player pauses or has excluded himself: nothing is offered to him. */
    code: z.string().nullable(),
    /** Where a friend signs up by it, on this host. */
    path: z.string().nullable(),
    /** Null: nothing is promised for a new invitation now. */
    terms: friendTermsSchema.nullable(),
    total: amountSchema,
    invited: z.array(invitationSchema),
    /** His own: by whom he came, and what he still has to do for it. */
    own: invitationSchema
      .extend({
        provenEmail: z.boolean(),
        emailProven: z.boolean(),
        activeDays: amountSchema,
        playedDays: amountSchema,
      })
      .nullable(),
  })
  .meta({ id: 'MyInvite' })
export type MyInvite = z.infer<typeof myInviteReply>

export const invitationParams = z.object({ id: idParamSchema })
export const invitationClaimBody = z.strictObject({ commandId: commandIdSchema.optional() })
/** The reward of one side of an invitation. */
export const friendRewardedSchema = z.object({
  ...acceptedFields,
  invitation: idParamSchema,
  side: z.enum(['inviter', 'friend']),
  amount: amountSchema,
  coins: amountSchema,
})
export type FriendRewarded = z.infer<typeof friendRewardedSchema>
/** What was taken back of it; `missing`: what was not there any more. */
export const friendTakenBackSchema = z.object({
  ...acceptedFields,
  invitation: idParamSchema,
  side: z.enum(['inviter', 'friend']),
  taken: amountSchema,
  missing: amountSchema,
  coins: amountSchema,
})
export type FriendTakenBack = z.infer<typeof friendTakenBackSchema>

export const adminInvitationSchema = z.object({
  id: idParamSchema,
  friend: z.string(),
  inviterId: idParamSchema,
  inviter: z.string(),
  invitedAt: isoTimeSchema,
  state: invitationStateSchema,
  signals: z.array(z.string()),
  inviterCoins: amountSchema,
  friendCoins: amountSchema,
  inviterPaid: z.boolean(),
  friendPaid: z.boolean(),
})
export type AdminInvitation = z.infer<typeof adminInvitationSchema>
export const adminInvitationsQuery = pagingSchema.extend({ state: invitationStateSchema.optional() })
export const adminInvitationsReply = z.array(adminInvitationSchema)
export const invitationDecisionBody = z.strictObject({
  decision: z.enum(['approve', 'reject', 'takeBack']),
  reason: rewardReasonSchema,
})
export type InvitationDecision = z.infer<typeof invitationDecisionBody>['decision']

export const friendTermsVersionSchema = z.object({
  id: z.number().int(),
  terms: friendTermsSchema,
  reason: z.string(),
  createdBy: z.string().nullable(),
  createdAt: isoTimeSchema,
})
export type FriendTermsVersion = z.infer<typeof friendTermsVersionSchema>
export const friendTermsReply = z.array(friendTermsVersionSchema)
export const friendTermsBody = z.strictObject({
  seenVersion: z.number().int().min(1),
  terms: friendTermsSchema,
  reason: rewardReasonSchema,
})
