import type { AbtestReply, AdminExperimentDetail, ExperimentBody } from '@casino-club/shared'
import { expect } from 'vitest'
import { aName, type TestClub, type TestPlayer } from './club.ts'

export const EXPERIMENTS = '/api/admin/experiments'

/** An experiment that lets everybody in, in a layer of its own. */
export const anExperimentBody = (changes: Partial<ExperimentBody> = {}): ExperimentBody => ({
  name: 'A button',
  hypothesis: 'A larger button is found more often.',
  subject: 'interface',
  variants: [
    { id: 'control', name: 'As it is', weight: 1, settings: { size: 'small' } },
    { id: 'large', name: 'Larger', weight: 1, settings: { size: 'large' } },
  ],
  layer: { id: aName('l-'), from: 0, to: 10_000 },
  trafficBp: 10_000,
  startsAt: null,
  endsAt: null,
  targeting: {
    ...{ tiers: [], locales: [], registeredFrom: null, registeredBefore: null, minXp: null, maxXp: null, segments: [] },
  },
  primary: 'played',
  secondary: ['plays', 'wageredCoins', 'retainedD1'],
  guardrails: ['limitHits', 'selfExclusions', 'lateNightSpend'],
  horizon: { players: 2, days: 7 },
  ...changes,
})

/** The doors of experiments, for those who run them and for players. */
export function experimentDoors(club: TestClub, token: string) {
  const act = (id: string, seenVersion: number, body: object) =>
    club.post<AdminExperimentDetail>(`${EXPERIMENTS}/${id}/acts`, { seenVersion, reason: 'for a test', ...body }, token)
  const draft = (id: string, seenVersion: number | null, body: unknown) =>
    club.put<AdminExperimentDetail>(`${EXPERIMENTS}/${id}/draft`, { seenVersion, body }, token)
  return {
    act,
    draft,
    /** Drafts an experiment and starts it; it is at its second version. */
    async started(changes: Partial<ExperimentBody> = {}): Promise<string> {
      const id = aName('x-')
      expect((await draft(id, null, anExperimentBody(changes))).status).toBe(200)
      expect((await act(id, 1, { act: 'start' })).body).toMatchObject({ phase: 'running', version: 2 })
      return id
    },
    assign: ({ accessToken }: Pick<TestPlayer, 'accessToken'>, experiment: unknown, more: object = {}) =>
      club.post<AbtestReply>('/api/abtest/assign', { experiment, ...more }, accessToken),
    peek: ({ accessToken }: Pick<TestPlayer, 'accessToken'>, experiment: string) =>
      club.get<AbtestReply>(`/api/abtest/variant?experiment=${encodeURIComponent(experiment)}`, accessToken),
  }
}
