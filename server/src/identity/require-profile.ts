import type { Profile } from '@casino-club/shared'
import type { Accounts } from './accounts.service.ts'

/** The profile of somebody whose session is open. */
export async function requireProfile(accounts: Accounts, userId: number): Promise<Profile> {
  const profile = await accounts.profile(userId)
  if (profile === undefined) throw new Error(`user ${userId} has a session and no profile`)
  return profile
}
