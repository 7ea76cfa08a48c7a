import { type Result, refuse } from '@casino-club/shared'
import type { TimedRefusal } from '../platform/http/route.ts'
import type { AccountRow } from './account-row.store.ts'
import type { AttemptGuard } from './attempt-guard.ts'
import { passwordFits } from './passwords.ts'

/**
 * Whether who holds a session also knows the password. Failures count as failed log-ins of the account, so that a stolen
 * session is no way to guess on.
 */
export function confirmOwner(
  guard: AttemptGuard,
  account: AccountRow | undefined,
  password: string,
  address: string,
): Promise<Result<AccountRow> | TimedRefusal> {
  const names = [{ scope: 'account', subject: account?.siteId ?? 'nobody' }] as const
  return guard.judge(
    { names, address },
    refuse('WRONG_PASSWORD', 'this is not the password of the account'),
    async () => ((await passwordFits(account?.passwordHash, password)) ? account : undefined),
  )
}
