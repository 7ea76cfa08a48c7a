import {
  type MissionSimulation,
  type OfferSimulation,
  type SimulationReply,
  simulationReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

export type Drawing = Pick<OfferSimulation, 'players' | 'draws' | 'seed' | 'takePercent' | 'replacedPercent'>

/** Trying drafts on players of the past; nothing is written. */
export interface SimulationActions {
  simulateOffer(body: OfferSimulation['body'], drawing: Drawing): Promise<SimulationReply>
  simulateMission(
    period: MissionSimulation['period'],
    body: MissionSimulation['body'],
    drawing: Pick<Drawing, 'players' | 'draws' | 'seed'>,
  ): Promise<SimulationReply>
}

const PATH = '/api/admin/simulations'
/** Longer than the server reads a history, shorter than a proxy waits for it. */
const TIMEOUT_MS = 55_000

export function createSimulationActions(http: Http): SimulationActions {
  const post = async (path: string, body: object) =>
    await parsed(
      await http.authorized(`${PATH}/${path}`, { method: 'POST', body, timeoutMs: TIMEOUT_MS }),
      simulationReply,
    )
  return {
    simulateOffer: (body, drawing) => post('offers', { ...drawing, body }),
    simulateMission: (period, body, { players, draws, seed }) =>
      post('missions', { period, body, players, draws, seed }),
  }
}
