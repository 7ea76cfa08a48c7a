import { type Refusal, refuse } from '@casino-club/shared'
import { isCommonPassword, oneForm } from './passwords.ts'

/** What an account is known by; none of it is its password. */
export interface Names {
  readonly siteId: string
  readonly nickname: string
  readonly email?: string | null | undefined
  readonly pendingEmail?: string | null | undefined
}

/** Whether a password of the right length may be chosen. */
export function checkPassword(
  password: string,
  { siteId, nickname, email, pendingEmail }: Names,
): Refusal<'PASSWORD_TOO_COMMON' | 'PASSWORD_IS_A_NAME'> | undefined {
  if (isCommonPassword(password)) return refuse('PASSWORD_TOO_COMMON', 'this password is among the first tried')
  const addresses = [email, pendingEmail].filter((address) => address != null)
  const names = [siteId, nickname, ...addresses, ...addresses.map((address) => address.split('@')[0] ?? '')]
  const typed = oneForm(password).toLowerCase()
  if (!names.some((name) => oneForm(name).toLowerCase() === typed)) return undefined
  return refuse('PASSWORD_IS_A_NAME', 'a name or address of the account is no password')
}
