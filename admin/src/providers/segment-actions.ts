import {
  type OverrideBody,
  type PlayerSegmentsReply,
  playerSegmentsReply,
  type RuleSet,
  type SegmentDryRunReply,
  type SegmentModelReply,
  type SegmentMovesReply,
  type SegmentRulesReply,
  segmentDryRunReply,
  segmentModelReply,
  segmentMovesReply,
  segmentRulesListReply,
  segmentRulesReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is looked up and done about segments. Each call resolves only when the server has done it. */
export interface SegmentActions {
  readSegmentRules(): Promise<SegmentRulesReply[]>
  /** `seenRevision` is that of the rules the editor began with; 0: a dimension that is not there yet. */
  draftSegmentRules(dimension: string, seenRevision: number, rules: RuleSet): Promise<SegmentRulesReply>
  /** `effectiveOn` is a local day of the club, `YYYY-MM-DD`. */
  approveSegmentRules(
    dimension: string,
    order: { seenRevision: number; effectiveOn: string; reason: string },
  ): Promise<SegmentRulesReply>
  trySegmentRules(dimension: string, rules: RuleSet): Promise<SegmentDryRunReply>
  readSegmentModel(): Promise<SegmentModelReply>
  playerSegments(id: number): Promise<PlayerSegmentsReply>
  /** A page of moves, the newest first; `dimension` empty: of all. */
  playerMoves(id: number, which: { dimension: string; before: string | null }): Promise<SegmentMovesReply>
  overrideSegment(order: OverrideBody): Promise<PlayerSegmentsReply>
  endOverride(id: number, reason: string): Promise<PlayerSegmentsReply>
}

const SEGMENTS = '/api/admin/segments'
const RULES = '/api/admin/segment-rules'

export function createSegmentActions(http: Http): SegmentActions {
  const post = (path: string, body: unknown) => http.authorized(path, { method: 'POST', body })
  const rules = (dimension: string) => `${RULES}/${encodeURIComponent(dimension)}`
  return {
    readSegmentRules: async () => await parsed(await http.authorized(RULES), segmentRulesListReply),
    draftSegmentRules: async (dimension, seenRevision, set) => {
      const body = { seenRevision, rules: set }
      return await parsed(
        await http.authorized(`${rules(dimension)}/draft`, { method: 'PUT', body }),
        segmentRulesReply,
      )
    },
    approveSegmentRules: async (dimension, order) =>
      await parsed(await post(`${rules(dimension)}/approve`, order), segmentRulesReply),
    trySegmentRules: async (dimension, set) =>
      await parsed(await post(`${rules(dimension)}/dry-run`, { rules: set }), segmentDryRunReply),
    readSegmentModel: async () => await parsed(await http.authorized(`${SEGMENTS}/model`), segmentModelReply),
    playerSegments: async (id) => await parsed(await http.authorized(`${SEGMENTS}/players/${id}`), playerSegmentsReply),
    playerMoves: async (id, { dimension, before }) => {
      const query = new URLSearchParams({ ...(dimension && { dimension }), ...(before && { before }) })
      return await parsed(await http.authorized(`${SEGMENTS}/players/${id}/moves?${query}`), segmentMovesReply)
    },
    overrideSegment: async (order) => await parsed(await post(`${SEGMENTS}/overrides`, order), playerSegmentsReply),
    endOverride: async (id, reason) =>
      await parsed(await post(`${SEGMENTS}/overrides/${id}/end`, { reason }), playerSegmentsReply),
  }
}
