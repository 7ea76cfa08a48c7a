import { generateSync } from 'otplib'
import type { Requests } from './requests.ts'

/** The code an app shows at an instant. */
export const codeAt = (secret: string, ms: number): string => generateSync({ secret, epoch: Math.floor(ms / 1_000) })

export interface Enrolled {
  readonly secret: string
  readonly recoveryCodes: string[]
}

/** Sets up a second factor for whoever has this token. */
export async function enrol({ post }: Requests, token: string, nowMs: number): Promise<Enrolled> {
  const begun = await post<{ secret: string }>('/api/auth/second-factor/enrol', {}, token)
  if (begun.status !== 200) throw new Error(`enrolling answered ${JSON.stringify(begun.body)}`)
  const { secret } = begun.body
  const code = codeAt(secret, nowMs)
  const confirmed = await post<{ recoveryCodes: string[] }>('/api/auth/second-factor/confirm', { code }, token)
  if (confirmed.status !== 200) throw new Error(`confirming answered ${JSON.stringify(confirmed.body)}`)
  return { secret, recoveryCodes: confirmed.body.recoveryCodes }
}
