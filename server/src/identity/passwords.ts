import { dictionary } from '@zxcvbn-ts/language-common'
import { inTurn } from './hashing.ts'

/** One form of letters that keyboards write in several: a password fits however it was composed. */
export const oneForm = (text: string): string => text.normalize('NFKC')

/** Hashes a password; the salt is in the result. */
export async function hashPassword(password: string): Promise<string> {
  return String(await inTurn({ password: oneForm(password) }))
}

let nobodys: Promise<string> | undefined

/** A hash that costs as much as any and belongs to nobody. */
export function hashOfNobody(): Promise<string> {
  nobodys ??= hashPassword('an account that does not exist').catch((error: unknown) => {
    // The next one makes it anew.
    nobodys = undefined
    throw error
  })
  return nobodys
}

/** Whether a password fits; with no account the same work is done and nothing fits. */
export async function passwordFits(passwordHash: string | undefined, password: string): Promise<boolean> {
  const known = passwordHash ?? (await hashOfNobody())
  const fits = await inTurn({ password: oneForm(password), hash: known })
  return passwordHash !== undefined && fits === true
}

const COMMON = new Set(
  [...dictionary['passwords-common'], 'casinoclub', 'casino-club'].filter(({ length }) => length >= 8),
)

/** Whether a password is among the first that anybody tries, in whatever case. */
export function isCommonPassword(password: string): boolean {
  return COMMON.has(oneForm(password).toLowerCase())
}
