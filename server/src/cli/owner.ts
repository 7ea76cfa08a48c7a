import { randomBytes } from 'node:crypto'
import { adminSiteIdSchema } from '@casino-club/shared'
import { insertAudit, systemActor } from '../admin/index.ts'
import { deleteFactor, hashPassword, openOwner } from '../identity/index.ts'
import { systemClock } from '../platform/clock.ts'
import { migrateUp } from '../platform/postgres/migrate.ts'
import { inTransaction } from '../platform/postgres/pool.ts'
import { StartError } from '../platform/start-error.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

const PASSWORD_BYTES = 18

/**
 * `npm run owner -- <name> --apply`: makes an owner, or lets one in again who has no way in: a new password, the role of an
 * owner, not disabled, no second factor. The password is printed once.
 */
async function owner(args: readonly string[]): Promise<number> {
  const name = adminSiteIdSchema.safeParse(args.find((arg) => !arg.startsWith('-')))
  if (!name.success) throw new StartError('Say who: npm run owner -- <name> --apply')
  return withDatabase(async (pool, databaseUrl) => {
    const siteId = name.data
    if (!args.includes('--apply')) {
      process.stdout.write(`--apply makes ${siteId} an owner with a new password and ends his sessions.\n`)
      return 0
    }
    // It may well come before the first start.
    await migrateUp(databaseUrl)
    const password = randomBytes(PASSWORD_BYTES).toString('base64url')
    const passwordHash = await hashPassword(password)
    const nowMs = systemClock.nowMs()
    await inTransaction(pool, async (tx) => {
      const { id, before } = await openOwner(tx, siteId, passwordHash, nowMs)
      const secondFactor = (await deleteFactor(tx, { adminId: id })) ? 'removed' : undefined
      await insertAudit(tx, systemActor('npm run owner'), {
        action: 'admins.owner',
        targetType: 'admin',
        targetId: String(id),
        reason: null,
        before,
        after: { siteId, role: 'owner', disabled: false, ...(secondFactor && { secondFactor }) },
        atMs: nowMs,
      })
    })
    process.stdout.write(`${siteId} is an owner. Password: ${password}\n`)
    return 0
  })
}

runCommand(owner)
