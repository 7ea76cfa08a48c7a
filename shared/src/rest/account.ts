import { z } from 'zod'
import { isoTimeSchema } from './common.ts'
import { emailSchema, localeSchema, nicknameSchema, passwordSchema, phoneNumberSchema } from './identity.ts'

/** The secret of a link in a mail: 32 random bytes. */
export const linkTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'not a link of ours')
/** A password that is only compared, of any that could once have been set. */
const currentPassword = z.string().min(1).max(128)

export const verifyEmailBody = z.strictObject({ token: linkTokenSchema })
export const verifyEmailReply = z.object({ verified: z.literal(true) })

/** What is answered whether or not a mail goes out. */
export const mailQueuedReply = z.object({ accepted: z.literal(true) })

export const changeEmailBody = z.strictObject({ email: emailSchema, password: currentPassword })
export const changeEmailReply = z.object({ pendingEmail: z.string() })

export const forgotPasswordBody = z.strictObject({ email: emailSchema })
export const resetPasswordBody = z.strictObject({ token: linkTokenSchema, password: passwordSchema })
/** Without the current one for an account that has none, which takes a fresh proof. */
export const changePasswordBody = z.strictObject({
  currentPassword: currentPassword.optional(),
  newPassword: passwordSchema,
})
/** How many sessions a new password has ended. */
export const passwordReply = z.object({ changed: z.literal(true), sessionsEnded: z.number().int() })

export const profileChangeBody = z
  .strictObject({
    nickname: nicknameSchema.optional(),
    phoneNumber: phoneNumberSchema.nullable().optional(),
    locale: localeSchema.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'nothing to change')
export type ProfileChange = z.output<typeof profileChangeBody>

export const deleteAccountBody = z.strictObject({ password: currentPassword })
export const deleteAccountReply = z.object({ deletionAt: isoTimeSchema, sessionsEnded: z.number().int() })
