import { accept, TABLED_GAMES, type TabledGame, tableHash } from '@casino-club/shared'
import { insertAudit, systemActor } from '../admin/index.ts'
import type { OddsTables } from '../games/index.ts'
import { ensureDefaultInvite, findAdmin, hashPassword, passwordFits, upsertOwner } from '../identity/index.ts'
import type { Catalogue } from '../items/index.ts'
import type { Clock } from '../platform/clock.ts'
import { inTransaction, type Pool } from '../platform/postgres/pool.ts'
import { ensureSegmentRules } from '../segments/index.ts'
import { ensureProducts, type Products } from '../shop/index.ts'
import { ensureVipTerms } from '../vip/index.ts'

export const FIRST_ADMIN = 'admin'

export interface ContentOptions {
  readonly inviteCode: string
  readonly adminPassword: string
  /** A password the operator set is set at every start; a made one only once, so that it may be changed later. */
  readonly adminPasswordIsSet: boolean
}

interface ContentParts {
  readonly catalogue: Catalogue
  readonly tables: OddsTables
  readonly clock: Clock
  readonly shopping: { readonly products: Products }
  /** The number of the club's local day of an instant. */
  readonly dayOf: (atMs: number) => number
}

/** What an empty club needs to be entered: an invite code, items, a table in force for every game, a shop, and an admin. */
export async function ensureContent(
  pool: Pool,
  { catalogue, tables, clock, shopping, dayOf }: ContentParts,
  options: ContentOptions,
): Promise<void> {
  const nowMs = clock.nowMs()
  await ensureDefaultInvite(pool, options.inviteCode, nowMs)
  await ensureFirstAdmin(pool, options, nowMs)
  await catalogue.ensureStandard()
  await ensureProducts(pool, { clock, products: shopping.products })
  await ensureVipTerms(pool, clock)
  await ensureSegmentRules({ pool, clock, dayOf })
  // Processes that open an empty club together open it once.
  await inTransaction(pool, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('first-odds-tables'))`)
    for (const game of Object.values(TABLED_GAMES)) await ensureTable(tables, game)
  })
}

/** A set password that is another one than before puts out whoever is in, and stands in the audit log. */
async function ensureFirstAdmin(
  pool: Pool,
  { adminPassword, adminPasswordIsSet }: ContentOptions,
  nowMs: number,
): Promise<void> {
  const known = await findAdmin(pool, { siteId: FIRST_ADMIN })
  if (known && (!adminPasswordIsSet || (await passwordFits(known.password_hash, adminPassword)))) return
  const passwordHash = await hashPassword(adminPassword)
  await inTransaction(pool, async (tx) => {
    const id = await upsertOwner(tx, FIRST_ADMIN, passwordHash, nowMs)
    if (known === undefined) return
    await insertAudit(tx, systemActor('ADMIN_PASSWORD'), {
      action: 'admins.password',
      targetType: 'admin',
      targetId: String(id),
      reason: null,
      before: null,
      after: { siteId: FIRST_ADMIN },
      atMs: nowMs,
    })
  })
}

/** A crash may have left the first draft unpublished; where a table was retired, an operator decides. */
async function ensureTable(tables: OddsTables, game: TabledGame<unknown>): Promise<void> {
  const versions = await tables.list(game.id)
  if (versions.some(({ odds }) => odds.status !== 'draft')) return
  const first = versions.find(({ odds }) => odds.hash === tableHash(game.standardTable))?.odds
  const drafted = first
    ? accept(first)
    : await tables.draft(game.id, game.standardTable, `The ${game.id} table the club opens with.`)
  if (!drafted.ok) throw new Error(`the first ${game.id} table is wrong: ${drafted.message}`)
  const published = await tables.publish(game.id, drafted.value.version)
  if (!published.ok) throw new Error(`the first ${game.id} table cannot be published: ${published.message}`)
}
