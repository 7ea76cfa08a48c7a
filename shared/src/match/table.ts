import { z } from 'zod'

const seconds = z.number().int().min(3).max(60)
const basisPoints = z.number().int().min(0).max(20_000)

/** How two players meet at rock, paper, scissors. Whole numbers only; a published table never changes. */
export const matchTableSchema = z
  .strictObject({
    /** The stakes one can play for, in coins, rising. Both players stake the same. */
    stakes: z.array(z.number().int().min(1).max(1_000_000)).min(1).max(10),
    /** What the house keeps of the pot, in hundredths of a per cent. */
    feeBasisPoints: z.number().int().min(0).max(1_000),
    /** Time to choose a hand, and time to show it, in seconds. */
    commitSeconds: seconds,
    revealSeconds: seconds,
    /** After so many equal throws both stakes go back. */
    maxThrows: z.number().int().min(1).max(10),
    declaredRtp: z.strictObject({ minBasisPoints: basisPoints, maxBasisPoints: basisPoints }),
  })
  .superRefine(({ stakes, declaredRtp }, ctx) => {
    if (stakes.some((stake, index) => stake <= (stakes[index - 1] ?? 0))) {
      ctx.addIssue({ code: 'custom', message: 'stakes must rise' })
    }
    if (declaredRtp.minBasisPoints > declaredRtp.maxBasisPoints) {
      ctx.addIssue({ code: 'custom', message: 'declaredRtp is upside down' })
    }
  })

export type MatchTable = z.infer<typeof matchTableSchema>

/** The match the club opens with: the winner has both stakes, whole. */
export const STANDARD_MATCH_TABLE: MatchTable = {
  stakes: [100, 500, 1_000, 5_000],
  feeBasisPoints: 0,
  commitSeconds: 20,
  revealSeconds: 10,
  maxThrows: 3,
  declaredRtp: { minBasisPoints: 10_000, maxBasisPoints: 10_000 },
}
