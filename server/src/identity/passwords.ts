import { hash, verify } from '@node-rs/argon2'
import { dictionary } from '@zxcvbn-ts/language-common'
import { inTurn } from './hashing.ts'

/** Argon2id (the library's default) as OWASP advises: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** One form of letters that keyboards write in several: a password fits however it was composed. */
export const oneForm = (text: string): string => text.normalize('NFKC')

/** Hashes a password; the salt is in the result. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(oneForm(password), OPTIONS))
}

let nobodys: Promise<string> | undefined

/** A hash that costs as much as any and belongs to nobody. */
export function hashOfNobody(): Promise<string> {
  nobodys ??= hashPassword('an account that does not exist')
  return nobodys
}

/** Whether a password fits; with no account the same work is done and nothing fits. */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  const known = passwordHash ?? (await hashOfNobody())
  const fits = await inTurn(() => verify(known, oneForm(password)))
  return passwordHash !== undefined && fits
}

const COMMON = new Set(
  [...dictionary['passwords-common'], 'casinoclub', 'casino-club'].filter(({ length }) => length >= 8),
)

/** Whether a password is among the first that anybody tries, in whatever case. */
export function isCommonPassword(password: string): boolean {
  return COMMON.has(oneForm(password).toLowerCase())
}
