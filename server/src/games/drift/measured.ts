import { FALSE_ALARM_RATE, type KindAnalysis, type OddsDriftReply, toNumberOf } from '@casino-club/shared'
import type { Queryable } from '../../platform/postgres/pool.ts'
import type { TableVersion } from '../odds-tables.service.ts'
import { listLooks, type RecordedLook, readCounts } from './drift.store.ts'

const toLook = ({ kind: _, checkedAt, ...look }: RecordedLook) => ({ ...look, checkedAt: checkedAt.toISOString() })

/** An outcome that cannot be drawn and was counted all the same is told, too. */
function measure(kind: KindAnalysis, counts: ReadonlyMap<string, number>) {
  const draws = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const outcomes = kind.outcomes.map(({ outcome, probability }) => ({
    outcome,
    counted: counts.get(outcome) ?? 0,
    expected: draws * toNumberOf(probability),
  }))
  const known = new Set(kind.outcomes.map(({ outcome }) => outcome))
  const impossible = [...counts].flatMap(([outcome, counted]) =>
    known.has(outcome) || counted === 0 ? [] : [{ outcome, counted, expected: 0 }],
  )
  return { kind: kind.kind, draws, outcomes: [...outcomes, ...impossible] }
}

/** What was drawn from a table beside what must be drawn; kinds that nobody has played are left out. */
export async function measuredOf(via: Queryable, { odds, analysis }: TableVersion): Promise<OddsDriftReply> {
  const counted = await readCounts(via, odds.game, odds.version)
  const looks = await listLooks(via, odds.game, odds.version)
  const kinds = analysis.kinds.flatMap((kind) => {
    const counts = counted.get(kind.kind)
    if (counts === undefined) return []
    return [{ ...measure(kind, counts), looks: looks.filter((look) => look.kind === kind.kind).map(toLook) }]
  })
  return { falseAlarmRate: FALSE_ALARM_RATE, kinds }
}
