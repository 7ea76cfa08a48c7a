import type { VipChangeKind, VipTerms } from '@casino-club/shared'
import { idFromWords } from '../platform/ids.ts'
import { publishAll } from '../platform/postgres/bus.ts'
import type { Queryable } from '../platform/postgres/pool.ts'
import { type AppendedEvent, appendEvents } from '../player/index.ts'
import { setDue } from './due.store.ts'
import { findFacts } from './facts.store.ts'
import { type Decided, type DecideInput, decideStanding } from './standing.rule.ts'
import { type DayOf, findMembers, type Member, type Written, writeStandings } from './standings.store.ts'
import { tellTiers } from './tell-tiers.ts'
import { findTerms } from './terms.store.ts'

export interface AssessInput {
  readonly nowMs: number
  readonly dayOf: DayOf
  /** Whether tiers may be lowered; only the daily job says so. */
  readonly mayFall: boolean
  /** What is decided of a player; the rule alone where nothing else is said. */
  readonly decide?: (member: Member, input: DecideInput) => Decided
  readonly by?: Written['by']
}

export interface Assessed {
  readonly changed: readonly Written[]
  /** Whose rows were busy: they are to be looked at again. */
  readonly busy: readonly number[]
}

const NOTHING: Assessed = { changed: [], busy: [] }

/**
 * Looks at how players stand and writes what has changed, each with an event, in the caller's transaction. What was read is
 * what is written on: whoever bought, got back or was changed since has another version, and is left out as busy.
 */
export async function assess(tx: Queryable, userIds: readonly number[], input: AssessInput): Promise<Assessed> {
  const { nowMs, dayOf, mayFall, decide = (member, how) => decideStanding(member.standing, how) } = input
  const { live, byVersion } = await findTerms(tx)
  if (live === undefined || userIds.length === 0) return NOTHING
  const members = await findMembers(tx, userIds, dayOf)
  const facts = await findFacts(
    tx,
    members.map(({ userId }) => userId),
    nowMs,
  )
  const looked = members.map((member) => ({
    member,
    ...decide(member, {
      ...{ nowMs, today: dayOf(nowMs), mayFall, terms: live },
      facts: facts.get(member.userId) ?? { spends: [], days: [] },
      reachedBy: byVersion.get(member.standing?.reachedVersion ?? 0),
    }),
  }))
  await setDue(tx, looked.flatMap(nextDue))
  const decided = looked.flatMap(({ member, standing, change }) => (change ? [{ member, standing, change }] : []))
  if (decided.length === 0) return NOTHING
  const appended = await appendEvents(
    tx,
    { type: 'vip.changed', schemaVersion: 1, occurredAtMs: nowMs },
    decided.map(({ member, change }) => eventOf(member, change)),
  )
  const seqs = new Map(appended.map(({ userId, seq }) => [userId, seq]))
  const changed = decided.flatMap(({ member: { userId }, standing, change }): Written[] => {
    const seq = seqs.get(userId)
    return seq === undefined ? [] : [{ userId, seq, standing, change, by: input.by }]
  })
  await writeStandings(tx, changed, nowMs)
  await publishAll(
    tx,
    'player',
    changed.map((written) => toldOf(written, live)),
  )
  await tellTiers(tx, changed, live, nowMs)
  return { changed, busy: decided.flatMap(({ member: { userId } }) => (seqs.has(userId) ? [] : [userId])) }
}

/** What was set ends on time, whoever was looked at meanwhile, without waiting for the daily job. */
const nextDue = ({ member: { userId }, standing: { manual } }: Decided & { readonly member: Member }) =>
  manual ? [{ userId, atMs: manual.untilMs }] : []

const eventOf = ({ userId, version }: Member, change: NonNullable<Decided['change']>): AppendedEvent => ({
  userId,
  version,
  commandId: idFromWords(`vip ${userId} ${version}`),
  fields: JSON.stringify(change).slice(1, -1),
})

/** What a player is told while he is there. Nothing of what is asked for, and nothing where all stays as it is. */
const TOLD: ReadonlySet<VipChangeKind> = new Set(['reached', 'noticed', 'lowered', 'manual', 'manualEnded'])

function toldOf({ userId, seq, standing, change }: Written, { tiers }: VipTerms) {
  const tier = tiers.find(({ id }) => id === standing.now.tier)
  const notice = { kind: 'vip', change: change.kind, tier: tier?.name ?? null } as const
  return { userId, version: seq, ...(TOLD.has(change.kind) && { notice }) }
}
