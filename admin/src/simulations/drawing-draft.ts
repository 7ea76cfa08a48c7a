import { missionSimulationBody, offerSimulationBody } from '@casino-club/shared'
import type { Drawing } from '../providers/simulation-actions.ts'

/** What is typed into the form of a simulation. */
export interface DrawingDraft {
  /** Empty: as many as there are. */
  readonly players: string
  readonly draws: string
  /** Empty: a new one. */
  readonly seed: string
  readonly takePercent: string
  readonly replacedPercent: string
}
export type DrawingField = keyof DrawingDraft

export const MISSION_DRAWING: readonly DrawingField[] = ['players', 'draws', 'seed']
export const OFFER_DRAWING: readonly DrawingField[] = [...MISSION_DRAWING, 'takePercent', 'replacedPercent']

export const NEW_DRAWING: DrawingDraft = {
  ...{ players: '', draws: '200', seed: '', takePercent: '20', replacedPercent: '50' },
}

const wholeOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN)
const { players, draws, seed } = missionSimulationBody.shape
const { takePercent, replacedPercent } = offerSimulationBody.shape

/** Reads a form; null: something in it cannot be asked. */
export function readDrawing(draft: DrawingDraft): Drawing | null {
  const read = {
    players: players.safeParse(draft.players.trim() === '' ? null : wholeOf(draft.players)),
    draws: draws.safeParse(wholeOf(draft.draws)),
    seed: seed.safeParse(draft.seed.trim() || null),
    takePercent: takePercent.safeParse(wholeOf(draft.takePercent)),
    replacedPercent: replacedPercent.safeParse(wholeOf(draft.replacedPercent)),
  }
  if (!read.players.success || !read.draws.success || !read.seed.success) return null
  if (!read.takePercent.success || !read.replacedPercent.success) return null
  return {
    ...{ players: read.players.data, draws: read.draws.data, seed: read.seed.data },
    ...{ takePercent: read.takePercent.data, replacedPercent: read.replacedPercent.data },
  }
}
