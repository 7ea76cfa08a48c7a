import {
  findRoundGame,
  serverSeedHash,
  stakePlacedSchema,
  stakeReturnedSchema,
  stakeSettledSchema,
} from '@casino-club/shared'
import { playChecker } from '../games/index.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { outcomeOf } from './rounds.service.ts'

interface BookRound {
  readonly game: string
  readonly state: string
  readonly table_version: number
  readonly seed: string | null
  readonly seed_hash: string | null
  readonly outcome: object | null
  readonly body: string
  readonly hash: string
}

/** An event about a stake, as the books have it. */
export interface StakeRecord {
  readonly user_id: number
  readonly seq: number
  readonly type: string
  readonly game: string | null
  readonly table_version: number | null
  readonly bet: number | null
  readonly win: number | null
  readonly payload: string
}

const SCHEMAS = { 'stake.placed': stakePlacedSchema, 'stake.returned': stakeReturnedSchema } as const
const STEPS = { 'stake.placed': 'place', 'stake.returned': 'return' } as const

async function readRounds(via: Queryable): Promise<ReadonlyMap<number, BookRound>> {
  const { rows } = await via.query<BookRound & { id: number } & Record<string, unknown>>(
    `select r.id, r.game, r.state, r.table_version, encode(r.server_seed, 'hex') as seed,
       encode(r.server_seed_hash, 'hex') as seed_hash, r.outcome, o.body::text as body, o.hash
     from rounds r join odds_tables o on o.game = r.game and o.version = r.table_version`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** What the audit asks of plays and of stakes; reads every table, seed and round first. */
export async function bookChecks(via: Queryable) {
  const play = await playChecker(via)
  const rounds = await readRounds(via)
  const outcomes = new Map<number, object>()
  /** What the round came to: drawn again from its seed where it has one. */
  const cameTo = (id: number, round: BookRound): object | undefined => {
    const game = findRoundGame(round.game)
    const known = outcomes.get(id)
    if (known || game === undefined) return known
    const table = game.tableSchema.parse(JSON.parse(round.body))
    const drawn = round.seed === null ? undefined : outcomeOf(game, table, id, round.seed)
    const outcome = drawn ?? game.outcomeSchema.safeParse(round.outcome).data
    if (outcome) outcomes.set(id, outcome)
    return outcome
  }
  return { play, stake: (row: StakeRecord) => checkStake(row, rounds, cameTo) }
}

function checkStake(
  row: StakeRecord,
  rounds: ReadonlyMap<number, BookRound>,
  cameTo: (id: number, round: BookRound) => object | undefined,
) {
  const settled = row.game !== null
  const type = row.type as keyof typeof SCHEMAS
  const parsed = (settled ? stakeSettledSchema : SCHEMAS[type]).parse(JSON.parse(row.payload))
  const { game, bet, currency, roundId } = parsed
  const stakeId =
    'stakeId' in parsed && typeof parsed.stakeId === 'string' ? parsed.stakeId : `${row.user_id}-${row.seq}`
  const step = settled ? ('settle' as const) : STEPS[type]
  const about = { step, stakeId, bet, currency, game }
  const round = rounds.get(roundId)
  if (round === undefined || round.game !== game) return { ...about, why: `its round ${roundId} is missing` }
  if (parsed.tableVersion !== round.table_version || parsed.tableHash !== round.hash) {
    return { ...about, why: 'its round is played on another table' }
  }
  const hash = round.seed === null ? null : serverSeedHash(round.seed)
  if (hash !== round.seed_hash || parsed.roundSeedHash !== hash) return { ...about, why: 'its round has another seed' }
  const why = settled ? whyNotWon(row, parsed as never, round, cameTo(roundId, round)) : whyNotStaked(parsed, round)
  return why === undefined ? about : { ...about, why }
}

function whyNotStaked({ choice, bet }: { choice: object; bet: number }, round: BookRound): string | undefined {
  const game = findRoundGame(round.game)
  const parsed = game?.choiceSchema.safeParse(choice)
  if (game === undefined || !parsed?.success) return 'its choice is none of its game'
  const { amount } = game.stakeOf(game.tableSchema.parse(JSON.parse(round.body)), parsed.data)
  return amount === bet ? undefined : 'its stake is not what its choice costs'
}

function whyNotWon(
  row: StakeRecord,
  { choice, act, bet, win }: { choice: object; act: object | null; bet: number; win: number },
  round: BookRound,
  outcome: object | undefined,
): string | undefined {
  const game = findRoundGame(round.game)
  if (game === undefined || outcome === undefined) return 'its round has no outcome'
  if (row.bet !== bet || row.win !== win || row.table_version !== round.table_version) {
    return 'its outcome and its columns differ'
  }
  const stored = game.outcomeSchema.safeParse(round.outcome)
  if (round.outcome !== null && JSON.stringify(stored.data) !== JSON.stringify(outcome)) {
    return 'its round’s seed gives another outcome'
  }
  const table = game.tableSchema.parse(JSON.parse(round.body))
  const stake = { userId: row.user_id, choice: game.choiceSchema.parse(choice), act: game.actSchema.parse(act) }
  return game.winOf(table, stake, outcome) === win ? undefined : 'its round brings another win'
}
