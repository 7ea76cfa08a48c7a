import { type ProductBody, priceOf, type Rank, type Refusal, refuse } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import { meantFor } from '../../segments/index.ts'
import { suspect } from '../fraud/suspicion.ts'
import type { Terms } from './terms.ts'

/** Attempts and cards of one player within the window that look like fraud. */
export const FRAUD_ATTEMPTS = 20
export const FRAUD_CARDS = 3
export const FRAUD_WINDOW_SECONDS = 300

/** What a purchase is judged by, of one player and one product. */
export interface Look {
  now: Date
  unknown: boolean
  disabled: boolean
  in_force: number | null
  attempts: number
  cards: number
  blocked: boolean
  vip_discount_bp: number
  vip_max_discount_bp: number
  vip_rank: Rank
  meant: boolean
}

/** What was released by an admin counts from then on only. */
const LOOK_SQL = `
select i.user_id, clock_timestamp() as now, ${meantFor('i.segments', 'i.user_id')} as meant,
  p.sku is null as unknown, p.disabled_at is not null as disabled, recent.*,
  (select max(version) from shop_product_versions v
   where v.sku = p.sku and v.status = 'published' and v.effective_at <= clock_timestamp()) as in_force,
  exists (select from shop_blocks where user_id = i.user_id and status = 'blocked') as blocked,
  coalesce(vip.discount_bp, 0) as vip_discount_bp, coalesce(vip.max_discount_bp, 0) as vip_max_discount_bp,
  coalesce(vip.rank, 'STANDARD') as vip_rank
from json_to_recordset($1::json) as i(user_id bigint, sku text, card_hash bytea, segments text[])
left join lateral (select discount_bp, max_discount_bp, rank from vip_standings where user_id = i.user_id limit 1) vip on true
left join lateral (select sku, disabled_at from shop_products where sku = i.sku limit 1) p on true
cross join lateral (
  select count(*) as attempts,
    count(distinct s.card_hash) filter (where s.card_hash is distinct from i.card_hash)
      + (i.card_hash is not null)::int as cards
  from shop_purchases s
  where s.user_id = i.user_id and s.created_at > clock_timestamp() - make_interval(secs => ${FRAUD_WINDOW_SECONDS})
    and s.created_at > coalesce(
      (select max(decided_at) from shop_blocks where user_id = i.user_id and status = 'released'), '-infinity')
) recent`

/**
 * Looks at products and players by the database's own clock. The players' rows are locked by their events, so that none of
 * their other purchases is counted at the same time.
 */
export async function lookAt(
  tx: Queryable,
  wanted: readonly { readonly userId: number; readonly terms: Terms }[],
): Promise<ReadonlyMap<number, Look>> {
  const input = wanted.map(({ userId, terms: { sku, cardHash, body } }) => ({
    user_id: userId,
    sku,
    card_hash: cardHash && `\\x${cardHash.toString('hex')}`,
    segments: body.segments ?? [],
  }))
  const { rows } = await tx.query<Look & { user_id: number } & Record<string, unknown>>({
    name: 'shop-look',
    text: LOOK_SQL,
    values: [JSON.stringify(input)],
  })
  return new Map(rows.map((row) => [row.user_id, row]))
}

export interface Attempts {
  /** The database's clock. */
  readonly now: Date
  readonly attempts: ReadonlyMap<number, number>
}

/** What players have tried within the window, refused or not; from where an admin has let go of each on. */
export async function recentAttempts(via: Queryable, userIds: readonly number[]): Promise<Attempts> {
  const { rows } = await via.query<{ user_id: number; now: Date; attempts: number }>({
    name: 'shop-attempts',
    text: `select i.user_id, clock_timestamp() as now, recent.attempts from unnest($1::bigint[]) as i(user_id)
      cross join lateral (
        select count(*) as attempts from shop_purchases s
        where s.user_id = i.user_id and s.created_at > clock_timestamp() - make_interval(secs => ${FRAUD_WINDOW_SECONDS})
          and s.created_at > coalesce(
            (select max(decided_at) from shop_blocks where user_id = i.user_id and status = 'released'), '-infinity')
      ) recent`,
    values: [userIds],
  })
  const [first] = rows
  if (first === undefined) throw new Error('nobody was asked for')
  return { now: first.now, attempts: new Map(rows.map(({ user_id, attempts }) => [user_id, attempts])) }
}

/** Whether a product is on sale at an instant. */
export function isOpen({ window: { from, until } }: ProductBody, nowMs: number): boolean {
  return (from === null || nowMs >= Date.parse(from)) && (until === null || nowMs < Date.parse(until))
}

/** Whether a tier gives what it gave: a change of it is an event of the player, who is held here. */
const isStill = (vip: Terms['vip'], { vip_discount_bp, vip_max_discount_bp, vip_rank }: Look): boolean =>
  vip.discountBp === vip_discount_bp && vip.maxDiscountBp === vip_max_discount_bp && vip.rank === vip_rank

/** Why a player may not have it on these terms; undefined: he may. */
export function refuseTerms(terms: Terms, look: Look): Refusal | undefined {
  const { now, unknown, disabled, in_force, attempts, cards, blocked, meant } = look
  const nowMs = now.getTime()
  if (unknown) return refuse('NOT_FOUND', 'no such product')
  if (blocked) return suspect('blocked', 'this player buys nothing until somebody has looked at it')
  if (attempts >= FRAUD_ATTEMPTS) return suspect('velocity', `${attempts} attempts within five minutes`)
  if (cards >= FRAUD_CARDS) return suspect('cards', `${cards} cards within five minutes`)
  if (disabled) return refuse('DISABLED', 'this product is not sold at the moment')
  if (in_force !== terms.version) return refuse('CONFLICT', 'another version of the product has come into force')
  if (!meant) return refuse('NOT_IN_SEGMENT', 'this is for other players')
  if (!isStill(terms.vip, look)) return refuse('CONFLICT', 'the tier of this player has changed')
  if (!isOpen(terms.body, nowMs)) return refuse('WINDOW_CLOSED', 'this product is not on sale now')
  const { currency, quantity, promo, vip: tier } = terms
  const price = priceOf(terms.body, { currency, quantity, nowMs, promo, tier })
  return price?.amount === terms.price.amount ? undefined : refuse('PRICE_CHANGED', 'its discount has ended')
}
