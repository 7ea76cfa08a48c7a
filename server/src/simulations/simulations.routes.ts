import { missionSimulationBody, offerSimulationBody, simulationReply } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'
import { type SimulationDependencies, Simulations } from './simulations.service.ts'

const PATH = '/api/admin/simulations'
const common = { method: 'post', tag: 'admin', reply: simulationReply } as const

/** What drafts would do, before anybody publishes them. */
export function simulationRoutes(deps: SimulationDependencies): AnyRoute[] {
  const simulations = new Simulations(deps)
  return [
    route({
      ...common,
      path: `${PATH}/offers`,
      summary: 'Tries an offer on players drawn from the last four weeks; writes nothing',
      access: { permission: 'products:edit' },
      body: offerSimulationBody,
      reasons: ['TOO_BUSY', 'CHOICE_NOT_OFFERED', 'SUM_TOO_LARGE'],
      handle: ({ body }) => simulations.offer(body),
    }),
    route({
      ...common,
      path: `${PATH}/missions`,
      summary: 'Tries a mission on players drawn from the last four weeks; writes nothing',
      access: { permission: 'missions:edit' },
      body: missionSimulationBody,
      reasons: ['TOO_BUSY', 'CHOICE_NOT_OFFERED', 'SUM_TOO_LARGE'],
      handle: ({ body }) => simulations.mission(body),
    }),
  ]
}
