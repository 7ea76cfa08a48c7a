import { expect, test } from 'vitest'
import { type OpenRun, type Standing, troubleOf } from './trouble.rule.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const MINUTE = 60_000
const run = (open: Partial<OpenRun>): OpenRun => ({
  state: 'running',
  dueAtMs: NOW - MINUTE,
  runningSeconds: 60,
  leaseOver: false,
  extra: false,
  ...open,
})
const trouble = (standing: Partial<Standing>) =>
  troubleOf({ enabled: true, slowAfterMinutes: 60, unplannedMs: null, open: [], ...standing }, NOW)

test('nothing is wrong where nothing is open, or what is open is young', () => {
  expect(trouble({})).toBeNull()
  expect(trouble({ open: [run({}), run({ state: 'waiting', dueAtMs: NOW - 15 * MINUTE })] })).toBeNull()
  expect(trouble({ unplannedMs: NOW - 15 * MINUTE })).toBeNull()
})

test('a run that nobody has begun a quarter of an hour after its time is missed', () => {
  const waiting = run({ state: 'waiting', dueAtMs: NOW - 15 * MINUTE - 1, runningSeconds: null })
  expect(trouble({ open: [waiting] })).toBe('missed')
  expect(trouble({ unplannedMs: NOW - 15 * MINUTE - 1 })).toBe('missed')
  expect(trouble({ enabled: false, open: [waiting], unplannedMs: 0 })).toBeNull()
})

test('a run whose process is gone is missed, and one that goes on for too long is slow', () => {
  expect(trouble({ open: [run({ leaseOver: true, dueAtMs: NOW - 16 * MINUTE })] })).toBe('missed')
  expect(trouble({ open: [run({ runningSeconds: 3_601 })] })).toBe('slow')
})

test('a run that somebody asked for besides is not missed, and hides none that is', () => {
  const killed = run({ extra: true, leaseOver: true, dueAtMs: NOW - 3 * 86_400_000 })
  const waiting = run({ extra: true, state: 'waiting', dueAtMs: NOW - 3 * 86_400_000, runningSeconds: null })
  expect(trouble({ open: [killed, waiting] })).toBeNull()
  expect(trouble({ open: [killed], unplannedMs: NOW - 16 * MINUTE })).toBe('missed')
  expect(trouble({ open: [killed, run({ leaseOver: true, dueAtMs: NOW - 16 * MINUTE })] })).toBe('missed')
  expect(trouble({ open: [run({ extra: true, state: 'failed' })] })).toBe('failed')
  expect(trouble({ open: [run({ extra: true, runningSeconds: 3_601 })] })).toBe('slow')
})

test('a run that was given up is the worst', () => {
  expect(trouble({ open: [run({ runningSeconds: 3_601 }), run({ state: 'failed' })] })).toBe('failed')
  expect(trouble({ enabled: false, open: [run({ state: 'failed' })] })).toBe('failed')
})
