import { emailSchema, nicknameSchema, passwordSchema, type Reason, siteIdSchema } from '@casino-club/shared'
import type { Trouble } from '../../text/translate.ts'

/** The fields of the sign-up form. */
export const SIGNUP_FIELDS = ['siteId', 'nickname', 'password', 'email'] as const
export type SignupField = (typeof SIGNUP_FIELDS)[number]

const SCHEMAS = {
  siteId: siteIdSchema,
  nickname: nicknameSchema,
  password: passwordSchema,
  // May stay empty.
  email: {
    safeParse: (value: string) => ({ success: value.trim() === '' || emailSchema.safeParse(value.trim()).success }),
  },
}

/** Refusals that are about one field. */
const FIELD_OF: Partial<Record<Reason, SignupField>> = {
  SITE_ID_TAKEN: 'siteId',
  NICKNAME_TAKEN: 'nickname',
  EMAIL_TAKEN: 'email',
  PASSWORD_TOO_COMMON: 'password',
  PASSWORD_IS_A_NAME: 'password',
}

/** The fields whose values the server would refuse. */
export function badFields(values: Record<SignupField, string>): SignupField[] {
  return SIGNUP_FIELDS.filter((field) => !SCHEMAS[field].safeParse(values[field]).success)
}

/** The field a refusal is about, if it is about one. */
export function fieldOf(trouble: Trouble): SignupField | null {
  return trouble === 'OFFLINE' ? null : (FIELD_OF[trouble] ?? null)
}
