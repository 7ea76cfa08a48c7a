import {
  type AdminExperiment,
  type AdminExperimentDetail,
  adminExperimentDetailSchema,
  adminExperimentsReply,
  type ExperimentActBody,
  type ExperimentBody,
  type ExperimentResults,
  experimentResultsReply,
  type RecommendationReport,
  recommendationReportReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is looked up and done about experiments. Each call resolves only when the server has done it. */
export interface ExperimentActions {
  readExperiments(): Promise<AdminExperiment[]>
  readExperiment(id: string): Promise<AdminExperimentDetail>
  readExperimentResults(id: string): Promise<ExperimentResults>
  readRecommendationReport(): Promise<RecommendationReport>
  /** `seenVersion` null: it is new. */
  draftExperiment(id: string, seenVersion: number | null, body: ExperimentBody): Promise<AdminExperimentDetail>
  actOnExperiment(id: string, act: ExperimentActBody): Promise<AdminExperimentDetail>
}

const PATH = '/api/admin/experiments'

export function createExperimentActions(http: Http): ExperimentActions {
  const of = (id: string) => `${PATH}/${encodeURIComponent(id)}`
  return {
    readExperiments: async () => await parsed(await http.authorized(PATH), adminExperimentsReply),
    readExperiment: async (id) => await parsed(await http.authorized(of(id)), adminExperimentDetailSchema),
    readExperimentResults: async (id) =>
      await parsed(await http.authorized(`${of(id)}/results`), experimentResultsReply),
    readRecommendationReport: async () =>
      await parsed(await http.authorized('/api/admin/recommendations/report'), recommendationReportReply),
    draftExperiment: async (id, seenVersion, body) => {
      const sent = { method: 'PUT', body: { seenVersion, body } } as const
      return await parsed(await http.authorized(`${of(id)}/draft`, sent), adminExperimentDetailSchema)
    },
    actOnExperiment: async (id, act) => {
      const sent = { method: 'POST', body: act } as const
      return await parsed(await http.authorized(`${of(id)}/acts`, sent), adminExperimentDetailSchema)
    },
  }
}
