import { hash, verify } from '@node-rs/argon2'
import { inTurn } from './hashing.ts'

/** Argon2id (the library's default) as OWASP advises: 19 MiB, two passes, one lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes a password; the salt is in the result. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, OPTIONS))
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
  const fits = await inTurn(() => verify(known, password))
  return passwordHash !== undefined && fits
}

/** The passwords of eight and more characters that leak most often. */
const COMMON = new Set(
  `123456789 12345678 1234567890 password password1 password123 password! qwertyuiop qwerty123 qwerty1234 qwerty12 1q2w3e4r
   1q2w3e4r5t 1qaz2wsx q1w2e3r4 q1w2e3r4t5 zaq12wsx iloveyou iloveyou1 sunshine princess football baseball superman
   trustno1 welcome1 welcome123 admin123 administrator letmein1 passw0rd p@ssw0rd p@ssword abcd1234 abc12345 a1b2c3d4
   asdfghjkl asdf1234 zxcvbnm123 11111111 00000000 88888888 12341234 11223344 87654321 987654321 123123123 12344321
   147258369 computer internet michelle jennifer starwars whatever charlie1 dragon123 monkey123 master123 liverpool
   chocolate blink182 pokemon1 changeme changeme1 casino123 casinoclub`.split(/\s+/),
)

/** Whether a password is among the first that anybody tries. */
export function isCommonPassword(password: string): boolean {
  return COMMON.has(password.toLowerCase())
}
