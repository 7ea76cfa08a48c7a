import type { ExperimentBody } from '@casino-club/shared'
import type { Experiment, PlayerFacts, StandingInput } from './assign.rule.ts'

const NOON = Date.parse('2026-06-01T12:00:00Z')

export const aBody = (changes: Partial<ExperimentBody> = {}): ExperimentBody => ({
  name: 'A button',
  hypothesis: 'A larger button is found more often.',
  subject: 'interface',
  variants: [
    { id: 'control', name: 'As it is', weight: 1, settings: { size: 'small' } },
    { id: 'large', name: 'Larger', weight: 1, settings: { size: 'large' } },
  ],
  layer: { id: 'home', from: 0, to: 10_000 },
  trafficBp: 10_000,
  startsAt: null,
  endsAt: null,
  targeting: {
    ...{ tiers: [], locales: [], registeredFrom: null, registeredBefore: null, minXp: null, maxXp: null, segments: [] },
  },
  primary: 'played',
  secondary: ['plays'],
  guardrails: ['limitHits'],
  horizon: { players: 100, days: 7 },
  ...changes,
})

export const anExperiment = (changes: Partial<ExperimentBody> = {}, head: Partial<Experiment> = {}): Experiment => ({
  ...{ id: 'button', version: 2, phase: 'running', winner: null },
  body: aBody(changes),
  ...head,
})

export const aPlayer = (changes: Partial<PlayerFacts> = {}): PlayerFacts => ({
  ...{ userId: 7, tier: null, locale: 'ko', registeredAtMs: NOON, xp: 100, segments: [] },
  ...changes,
})

export const anInput = (changes: Partial<StandingInput> = {}): StandingInput => ({
  ...{ player: aPlayer(), met: undefined, mayOffer: true, nowMs: NOON },
  ...changes,
})
