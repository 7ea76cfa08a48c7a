import { createHash } from 'node:crypto'
import {
  type AdminPromo,
  accept,
  canonicalJson,
  type PromoCreate,
  type PromosMade,
  type PromoTermsBody,
  type Result,
  refuse,
} from '@casino-club/shared'
import { type AuditActor, insertAudit } from '../../admin/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { RandomSource } from '../../platform/ids.ts'
import { inTransaction, type Pool, type Queryable } from '../../platform/postgres/pool.ts'
import { newPromoCode } from './promo-code.ts'
import {
  claimBatch,
  closePromo,
  findAdminPromo,
  findPromoBatch,
  insertPromos,
  updateTerms,
} from './promo-desk.store.ts'

export interface PromoDeskDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly random: RandomSource
}

/** The admin who acts, by the number of his account. */
export interface PromoEditor {
  readonly adminId: number
  readonly actor: AuditActor
}

type Closing = { readonly how: 'end' | 'disable'; readonly reason: string }

/** What may still change once a code has been used; the rest is what its users were promised. */
const LOOSE: readonly (keyof PromoTermsBody)[] = ['note', 'endsAt', 'maxUses']

const termsOf = ({ commandId: _id, code: _code, count: _count, prefix: _prefix, ...terms }: PromoCreate) => terms

/** Makes promo codes: all or none, once per command id. `CONFLICT`: the code that was named is there. */
export async function createPromos(
  { pool, clock, random }: PromoDeskDependencies,
  order: PromoCreate,
  { adminId, actor }: PromoEditor,
): Promise<Result<PromosMade, 'COMMAND_ID_REUSED' | 'CONFLICT'>> {
  const { commandId: id, code, count = 1, prefix = '' } = order
  const nowMs = clock.nowMs()
  const requestHash = createHash('sha256')
    .update(JSON.stringify([adminId, order]))
    .digest()
  const made = await inTransaction(pool, async (tx): Promise<Result<PromosMade, 'COMMAND_ID_REUSED'> | undefined> => {
    if (!(await claimBatch(tx, { id, requestHash, adminId, nowMs }))) return replay(tx, id, requestHash)
    const codes = code ? [code] : Array.from({ length: count }, () => newPromoCode(random, prefix)).sort()
    const terms = termsOf(order)
    const inserted = await insertPromos(tx, codes, terms, { batchId: id, adminId, nowMs })
    if (inserted !== codes.length) throw new CodeTaken()
    const after = { count: codes.length, ...(code && { code }), prefix, ...terms }
    const target = { targetType: 'promo-batch', targetId: id, atMs: nowMs }
    await insertAudit(tx, actor, { action: 'promos.create', ...target, reason: null, before: null, after })
    return accept({ batchId: id, codes, replayed: false })
  }).catch((error: unknown) => {
    if (error instanceof CodeTaken) return undefined
    throw error
  })
  return made ?? refuse('CONFLICT', 'there is such a code already')
}

/** Ends the transaction: nothing of the batch stays. */
class CodeTaken extends Error {}

async function replay(
  tx: Queryable,
  id: string,
  requestHash: Buffer,
): Promise<Result<PromosMade, 'COMMAND_ID_REUSED'>> {
  const made = await findPromoBatch(tx, id)
  if (!made?.requestHash.equals(requestHash)) return refuse('COMMAND_ID_REUSED', 'this id made other codes')
  return accept({ batchId: id, codes: made.codes, replayed: true })
}

const shownTerms = (promo: AdminPromo): Record<string, unknown> => {
  const { id: _id, state: _state, revision: _revision, createdBy: _by, createdAt: _at, ...rest } = promo
  return rest
}

/** Whether something would change that somebody has already used the code for. */
const touchesUsed = (before: AdminPromo, terms: PromoTermsBody): boolean =>
  before.used > 0 &&
  (Object.keys(terms) as (keyof PromoTermsBody)[]).some(
    (name) => !LOOSE.includes(name) && canonicalJson(before[name]) !== canonicalJson(terms[name]),
  )

type UpdateRefusal = 'NOT_FOUND' | 'CONFLICT'

/** Changes a code that still is what its editor saw; a used one keeps what it takes off. */
export function updatePromo(
  { pool, clock }: PromoDeskDependencies,
  { id, seenRevision }: { readonly id: number; readonly seenRevision: number },
  terms: PromoTermsBody,
  { actor }: PromoEditor,
): Promise<Result<AdminPromo, UpdateRefusal>> {
  const nowMs = clock.nowMs()
  return inTransaction(pool, async (tx): Promise<Result<AdminPromo, UpdateRefusal>> => {
    const before = await findAdminPromo(tx, id, nowMs, true)
    if (before === undefined) return refuse('NOT_FOUND', 'no such promo code')
    if (before.revision !== seenRevision)
      return refuse('CONFLICT', 'somebody else has changed this code, or it was used')
    if (touchesUsed(before, terms)) return refuse('CONFLICT', 'once it is used, only its note, end and uses may change')
    if (terms.maxUses !== null && terms.maxUses < before.used) {
      return refuse('CONFLICT', `it has been used ${before.used} times already`)
    }
    await updateTerms(tx, id, terms)
    return audited(tx, { before, action: 'promos.update', reason: null, nowMs }, actor)
  })
}

/** Ends a code or stops it for ever. */
export function endPromo(
  { pool, clock }: PromoDeskDependencies,
  id: number,
  { how, reason }: Closing,
  { actor }: PromoEditor,
): Promise<Result<AdminPromo, 'NOT_FOUND' | 'NOTHING_TO_CHANGE'>> {
  const nowMs = clock.nowMs()
  return inTransaction(pool, async (tx): Promise<Result<AdminPromo, 'NOT_FOUND' | 'NOTHING_TO_CHANGE'>> => {
    const before = await findAdminPromo(tx, id, nowMs, true)
    if (before === undefined) return refuse('NOT_FOUND', 'no such promo code')
    if (before.state === 'disabled' || (how === 'end' && before.state === 'expired')) {
      return refuse('NOTHING_TO_CHANGE', 'this code is over already')
    }
    await closePromo(tx, id, how, nowMs)
    return audited(tx, { before, action: `promos.${how}`, reason, nowMs }, actor)
  })
}

interface PromoChange {
  readonly before: AdminPromo
  readonly action: string
  readonly reason: string | null
  readonly nowMs: number
}

async function audited(
  tx: Queryable,
  { before, action, reason, nowMs }: PromoChange,
  actor: AuditActor,
): Promise<Result<AdminPromo, never>> {
  const after = await findAdminPromo(tx, before.id, nowMs)
  if (after === undefined) throw new Error(`the promo code ${before.id} is gone`)
  await insertAudit(tx, actor, {
    action,
    targetType: 'promo',
    targetId: `${before.id}`,
    reason,
    before: shownTerms(before),
    after: shownTerms(after),
    atMs: nowMs,
  })
  return accept(after)
}
