import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { ADMIN_ROLES, type AdminRole } from '@casino-club/shared'

/** Whose session it was made for, and until when it opens the board. */
export interface BoardPass {
  readonly sessionId: string
  readonly role: AdminRole
  readonly untilMs: number
}

const FORM = /^([0-9a-f-]{36})\.([a-z]{1,20})\.([1-9][0-9]{0,15})\.([A-Za-z0-9_-]{43})$/

const signatureOf = (signed: string, key: KeyObject) => createHmac('sha256', key).update(signed).digest('base64url')

/** It opens the board and nothing else: under another key and form than access tokens have. */
export function signPass({ sessionId, role, untilMs }: BoardPass, key: KeyObject): string {
  const signed = `${sessionId}.${role}.${untilMs}`
  return `${signed}.${signatureOf(signed, key)}`
}

/** What a pass says, if this key has signed it and its time is not over; compared in constant time. */
export function readPass(text: string, key: KeyObject, nowMs: number): BoardPass | undefined {
  const [, sessionId, role, until, signature] = FORM.exec(text) ?? []
  if (sessionId === undefined || role === undefined || until === undefined || signature === undefined) return undefined
  const expected = Buffer.from(signatureOf(`${sessionId}.${role}.${until}`, key))
  if (!timingSafeEqual(expected, Buffer.from(signature))) return undefined
  const known = ADMIN_ROLES.find((one) => one === role)
  return known === undefined || nowMs >= Number(until) ? undefined : { sessionId, role: known, untilMs: Number(until) }
}
