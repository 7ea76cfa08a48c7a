import { expect, test } from 'vitest'
import { type OpenRun, type Standing, troubleOf } from './trouble.rule.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const MINUTE = 60_000
const run = (open: Partial<OpenRun>): OpenRun => ({
  state: 'running',
  wantedMs: NOW - MINUTE,
  runningSeconds: 60,
  leftSeconds: null,
  ...open,
})
const trouble = (standing: Partial<Standing>) =>
  troubleOf({ enabled: true, slowAfterMinutes: 60, unplannedMs: null, open: [], ...standing }, NOW)

test('nothing is wrong where nothing is open, or what is open is young', () => {
  expect(trouble({})).toBeNull()
  expect(trouble({ open: [run({}), run({ state: 'waiting', wantedMs: NOW - 15 * MINUTE })] })).toBeNull()
  expect(trouble({ unplannedMs: NOW - 15 * MINUTE })).toBeNull()
})

test('a run that nobody has begun a quarter of an hour after its time is missed', () => {
  const waiting = run({ state: 'waiting', wantedMs: NOW - 15 * MINUTE - 1, runningSeconds: null })
  expect(trouble({ open: [waiting] })).toBe('missed')
  expect(trouble({ unplannedMs: NOW - 15 * MINUTE - 1 })).toBe('missed')
  expect(trouble({ enabled: false, open: [waiting], unplannedMs: 0 })).toBeNull()
})

test('a run whose process is gone is missed when nobody takes it for a quarter of an hour, whatever day it is for', () => {
  const ofOldDay = { wantedMs: NOW - 3_000 * MINUTE }
  expect(trouble({ open: [run({ ...ofOldDay, leftSeconds: 15 * 60 })] })).toBeNull()
  expect(trouble({ open: [run({ ...ofOldDay, leftSeconds: 15 * 60 + 1 })] })).toBe('missed')
})

test('a run that goes on for too long is slow', () => {
  expect(trouble({ open: [run({ runningSeconds: 3_601 })] })).toBe('slow')
})

test('a run that was given up is the worst', () => {
  expect(trouble({ open: [run({ runningSeconds: 3_601 }), run({ state: 'failed' })] })).toBe('failed')
  expect(trouble({ enabled: false, open: [run({ state: 'failed' })] })).toBe('failed')
})
