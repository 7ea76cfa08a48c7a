import { z } from 'zod'
import { RANKS, type Rank } from '../ranks.ts'

const basisPoints = z.number().int().min(0).max(20_000)
/** A prize in stakes. */
const prize = z.number().int().min(0).max(10_000_000)

/** What the lottery draws and pays. Whole numbers only; a published table never changes. */
export const lotteryTableSchema = z
  .strictObject({
    /** Numbers run from 1 to this. */
    pool: z.number().int().min(5).max(90),
    /** How many are drawn, and how many a ticket has. */
    picks: z.number().int().min(1).max(10),
    /** What a ticket costs, in coins. */
    price: z.number().int().min(1).max(1_000_000),
    /** Prizes by numbers matched, in tickets' prices: the first for none, the last for all. */
    prizes: z.array(prize).min(2).max(11),
    /** Tickets one player of a rank may have in one drawing. */
    maxTickets: z.strictObject(
      Object.fromEntries(RANKS.map((rank) => [rank, z.number().int().min(1).max(100)])) as Record<Rank, z.ZodNumber>,
    ),
    declaredRtp: z.strictObject({ minBasisPoints: basisPoints, maxBasisPoints: basisPoints }),
  })
  .superRefine((table, ctx) => {
    const say = (message: string) => ctx.addIssue({ code: 'custom', message })
    if (table.picks > table.pool) say('more picks than numbers in the pool')
    if (table.prizes.length !== table.picks + 1) say('prizes must be one for each count of matches, from none to all')
    // Nobody may match more and win less.
    if (table.prizes.some((won, matches) => won < (table.prizes[matches - 1] ?? 0)))
      say('a prize below that of fewer matches')
    if (!table.prizes.some((won) => won > 0)) say('no prize at all')
    if (table.declaredRtp.minBasisPoints > table.declaredRtp.maxBasisPoints) say('declaredRtp is upside down')
  })

export type LotteryTable = z.infer<typeof lotteryTableSchema>

/** The lottery the club opens with: five of thirty, every day. */
export const STANDARD_LOTTERY_TABLE: LotteryTable = {
  pool: 30,
  picks: 5,
  price: 100,
  prizes: [0, 0, 2, 10, 100, 40_000],
  maxTickets: { STANDARD: 10, PREMIUM: 20, VIP: 50 },
  declaredRtp: { minBasisPoints: 8_900, maxBasisPoints: 9_100 },
}
