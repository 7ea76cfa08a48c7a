import { expect, test } from 'vitest'
import { checkPlan, type PlannedSpan, type PlanRefusal } from './check-plan.ts'

const NOON = Date.UTC(2026, 0, 1, 12)
const HOUR = 3_600_000
const span = (from: number, to: number | null = null): PlannedSpan => ({
  publishAtMs: NOON + from * HOUR,
  retireAtMs: to === null ? null : NOON + to * HOUR,
})
const EVENING = span(6, 8)

const refusals = {
  SCHEDULE_INVALID: [span(0), span(-1), span(2, 1), span(2, 2), span(-1, 3)],
  SCHEDULE_OVERLAPS: [span(5, 7), span(7, 9), span(6.5, 7.5), span(5, 9), span(7), span(8), span(8, 9), span(6)],
} satisfies Record<PlanRefusal, PlannedSpan[]>

test.each(Object.entries(refusals).flatMap(([reason, spans]) => spans.map((each) => [reason, each] as const)))(
  'is refused: %s, %o',
  (reason, each) => {
    expect(checkPlan(each, [EVENING], NOON)).toMatchObject({ ok: false, reason })
  },
)

test.each([[span(1)], [span(1, 5)], [span(9)], [span(8.01, 9)]])('is allowed beside the evening: %o', (each) => {
  expect(checkPlan(each, [EVENING], NOON)).toBeUndefined()
})

test('without an end, meets only what is planned over its moment', () => {
  expect(checkPlan(span(1, 3), [span(2)], NOON)).toMatchObject({ reason: 'SCHEDULE_OVERLAPS' })
  expect(checkPlan(span(3, 4), [span(2)], NOON)).toBeUndefined()
})
