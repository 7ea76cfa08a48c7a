import { accept, CAMPAIGN_STATES, type CampaignState, refuse } from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { isHarmful } from './harm.rule.ts'
import { type Move, type MoveRefusal, moveCampaign } from './moves.rule.ts'
import { nextPageMs, pageSize } from './pace.rule.ts'
import { startOf, turnIn } from './schedule.rule.ts'
import { instantOf, nextAt } from './wall-time.ts'

const HOUR = 3_600_000
const at = (iso: string): number => Date.parse(iso)
const shown = (ms: number): string => new Date(ms).toISOString()

describe('a wall clock', () => {
  test.each([
    ['Asia/Seoul', '2026-03-03', '19:00', '2026-03-03T10:00:00.000Z'],
    ['Europe/London', '2026-03-28', '19:00', '2026-03-28T19:00:00.000Z'],
    ['Europe/London', '2026-03-29', '19:00', '2026-03-29T18:00:00.000Z'],
    // Leapt over: as much later as the clocks leap.
    ['Europe/London', '2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
    // Twice: the first time.
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['Europe/London', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['Asia/Kathmandu', '2026-03-03', '00:00', '2026-03-02T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01', '00:00', '2025-12-31T10:00:00.000Z'],
    ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T04:00:00.000Z'],
  ])('in %s shows %s %s at %s', (zone, date, time, expected) => {
    expect(shown(instantOf(date, time, zone))).toBe(expected)
  })

  test('shows a time again the next day, 23 or 25 hours later where the clocks change', () => {
    const first = instantOf('2026-03-28', '19:00', 'Europe/London')
    expect(nextAt('19:00', 'Europe/London', first)).toBe(first)
    expect(nextAt('19:00', 'Europe/London', first + 1)).toBe(first + 23 * HOUR)
    const autumn = instantOf('2026-10-24', '19:00', 'Europe/London')
    expect(nextAt('19:00', 'Europe/London', autumn + 1)).toBe(autumn + 25 * HOUR)
  })
})

describe('a start', () => {
  const now = at('2026-03-03T03:00:00Z')
  const over = refuse('SCHEDULE_INVALID')

  test('of now is now, and of a zone when its clocks show it', () => {
    expect(startOf({ kind: 'now' }, now)).toEqual(accept(now))
    const schedule = { kind: 'at', date: '2026-03-29', time: '12:00', zone: 'Europe/London' } as const
    expect(startOf(schedule, now)).toEqual(accept(at('2026-03-29T11:00:00Z')))
  })

  test.each([
    [{ kind: 'at', date: '2026-03-03', time: '12:00', zone: 'Asia/Seoul' }],
    [{ kind: 'at', date: '2027-04-03', time: '12:00', zone: 'Asia/Seoul' }],
    [{ kind: 'local', date: '2026-03-01', time: '19:00' }],
  ] as const)('that is over or far away is refused: %j', (schedule) => {
    expect(startOf(schedule, now)).toEqual({ ...over, message: expect.any(String) })
  })

  test('at everybody’s own time is that of the first zone, or now where it was there already', () => {
    expect(startOf({ kind: 'local', date: '2026-03-05', time: '19:00' }, now)).toEqual(
      accept(at('2026-03-05T05:00:00Z')),
    )
    expect(startOf({ kind: 'local', date: '2026-03-03', time: '12:00' }, now)).toEqual(accept(now))
  })

  test('gives each zone its turn, the next day where today’s is over', () => {
    const schedule = { kind: 'local', date: '2026-03-03', time: '12:00' } as const
    expect(shown(turnIn('Europe/London', schedule, now))).toBe('2026-03-03T12:00:00.000Z')
    expect(shown(turnIn('Asia/Seoul', schedule, now))).toBe('2026-03-03T03:00:00.000Z')
    expect(shown(turnIn('Asia/Seoul', schedule, now + 1))).toBe('2026-03-04T03:00:00.000Z')
    expect(turnIn('Asia/Seoul', { kind: 'now' }, now)).toBe(now)
  })
})

describe('a pace', () => {
  test.each([
    [null, 500, 0],
    [{ count: 10, per: 'second' }, 10, 1_000],
    [{ count: 10_000, per: 'second' }, 500, 50],
    [{ count: 600, per: 'minute' }, 10, 1_000],
    [{ count: 1, per: 'minute' }, 1, 60_000],
  ] as const)('of %j takes %i, and the next after %i ms', (pace, size, afterMs) => {
    expect(pageSize(pace, 0)).toBe(size)
    expect(nextPageMs(pace, size, 1_000) - 1_000).toBe(afterMs)
  })

  test('does not count those who are held out', () => {
    expect(pageSize({ count: 10, per: 'second' }, 50)).toBe(20)
    expect(nextPageMs({ count: 1, per: 'minute' }, 0, 5)).toBe(5)
  })
})

describe('harm', () => {
  const counts = { harm: 'limits', reached: 900, reachedHarmed: 60, heldOut: 100, heldOutHarmed: 0 } as const
  test('is more of those reached than of those held out', () => {
    expect(isHarmful({ ...counts, reachedHarmed: 100 })).toBe(true)
    expect(isHarmful({ ...counts, reachedHarmed: 400, heldOutHarmed: 10 })).toBe(true)
  })
  test.each([
    ['the same in both', { reachedHarmed: 90, heldOutHarmed: 10 }],
    ['more in those held out', { reachedHarmed: 10, heldOutHarmed: 50 }],
    ['a little more, as by chance', { reachedHarmed: 60, heldOutHarmed: 3 }],
    ['nobody held out', { heldOut: 0, heldOutHarmed: 0, reachedHarmed: 900 }],
    ['few held out', { heldOut: 49, reachedHarmed: 800 }],
    ['few harmed', { reachedHarmed: 4 }],
    ['everybody in both', { reachedHarmed: 900, heldOutHarmed: 100 }],
    ['nobody in both', { reachedHarmed: 0 }],
  ])('is not: %s', (_name, change) => {
    expect(isHarmful({ ...counts, ...change })).toBe(false)
  })
})

describe('a move', () => {
  const standing = { begun: true, askedBy: 1 }
  const allowed: Record<Move['kind'], Partial<Record<CampaignState, CampaignState>>> = {
    start: { draft: 'scheduled' },
    decide: { approval: 'scheduled' },
    pause: { scheduled: 'paused', running: 'paused' },
    resume: { paused: 'running' },
    cancel: {
      ...{ draft: 'cancelled', approval: 'cancelled', scheduled: 'cancelled' },
      ...{ running: 'cancelled', paused: 'cancelled', done: 'cancelled' },
    },
    resend: { done: 'running' },
  }
  const moves: Move[] = [
    { kind: 'start', players: 1_000 },
    { kind: 'decide', approved: true, adminId: 2 },
    { kind: 'pause' },
    { kind: 'resume' },
    { kind: 'cancel' },
    { kind: 'resend', players: 1 },
  ]
  test.each(moves.flatMap((move) => CAMPAIGN_STATES.map((state) => [move, state] as const)))(
    '%j of a campaign that is %s',
    (move, state) => {
      const to = allowed[move.kind][state]
      const moved = moveCampaign({ ...standing, state }, move)
      expect(moved).toEqual(to === undefined ? { ...refuse('CONFLICT'), message: expect.any(String) } : accept(to))
    },
  )

  test('of many waits for a second admin, and leads back to where it was', () => {
    expect(moveCampaign({ ...standing, state: 'draft' }, { kind: 'start', players: 1_001 })).toEqual(accept('approval'))
    expect(moveCampaign({ ...standing, begun: false, state: 'paused' }, { kind: 'resume' })).toEqual(
      accept('scheduled'),
    )
    const no: Move = { kind: 'decide', approved: false, adminId: 2 }
    expect(moveCampaign({ ...standing, state: 'approval' }, no)).toEqual(accept('cancelled'))
  })

  const refusals = {
    CONFLICT: ['done', { kind: 'pause' }],
    AUDIENCE_EMPTY: ['draft', { kind: 'start', players: 0 }],
    FORBIDDEN: ['approval', { kind: 'decide', approved: true, adminId: 1 }],
    NOTHING_TO_CHANGE: ['done', { kind: 'resend', players: 0 }],
  } satisfies Record<MoveRefusal, [CampaignState, Move]>
  test.each(Object.entries(refusals))('is refused: %s', (reason, [state, move]) => {
    expect(moveCampaign({ ...standing, state }, move)).toMatchObject({ ok: false, reason })
  })
})
