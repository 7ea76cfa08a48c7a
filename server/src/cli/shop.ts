import { rewardReasonSchema, skuSchema } from '@casino-club/shared'
import { systemActor } from '../admin/index.ts'
import { systemClock } from '../platform/clock.ts'
import { publishOn } from '../platform/postgres/bus.ts'
import { StartError } from '../platform/start-error.ts'
import { disableProduct, enableProduct } from '../shop/index.ts'
import { runCommand } from './run.ts'
import { withDatabase } from './with-database.ts'

const USAGE = 'Say what to do: npm run shop -- disable <sku> "<reason>", or enable <sku> "<reason>".'
const BY_COMMAND = { adminId: null, actor: systemActor('npm run shop') }

/**
 * `npm run shop -- disable <sku> "<reason>"`: stops the sale of a product at once when the back office cannot be reached;
 * `enable` sells it again. Both are in the audit log.
 */
async function shop(args: readonly string[]): Promise<number> {
  const [what, ...rest] = args
  const [sku, reason] = [skuSchema.safeParse(rest[0]), rewardReasonSchema.safeParse(rest[1])]
  if ((what !== 'disable' && what !== 'enable') || rest.length !== 2 || !sku.success) throw new StartError(USAGE)
  if (!reason.success) throw new StartError('Say why, in 5 to 500 letters.')
  const order = { sku: sku.data, reason: reason.data }
  return withDatabase(async (pool) => {
    const deps = { pool, clock: systemClock, publish: publishOn }
    const act = what === 'disable' ? disableProduct : enableProduct
    const done = await act(deps, order, BY_COMMAND)
    if (!done.ok) throw new StartError(`Nothing was changed: ${done.message}.`)
    const words = what === 'disable' ? `is stopped; purchases taken back: ${done.value}` : 'is sold again'
    process.stdout.write(`${sku.data} ${words}.\n`)
    return 0
  })
}

runCommand(shop)
