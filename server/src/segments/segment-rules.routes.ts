import {
  accept,
  dimensionParams,
  type Result,
  refuse,
  type SegmentRulesReply,
  segmentApproveBody,
  segmentDraftBody,
  segmentDryRunBody,
  segmentDryRunReply,
  segmentRulesListReply,
  segmentRulesReply,
} from '@casino-club/shared'
import { type AnyRoute, type Principal, type RequestInfo, route } from '../platform/http/route.ts'
import type { SegmentRules } from './rules.service.ts'

const TAG = 'admin'
const READ = { permission: 'segments:read' }
const EDIT = { permission: 'segments:edit' }
const ONE = { tag: TAG, params: dimensionParams, reply: segmentRulesReply } as const

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}
const actorOf = ({ principal, request }: Asked) => ({ admin: principal, request })
type OneOf = (dimension: string) => Promise<Result<SegmentRulesReply, 'NOT_FOUND'>>

/** The rules as those who run the club write them. */
export function segmentRuleRoutes(rules: SegmentRules): AnyRoute[] {
  const oneOf: OneOf = async (dimension) => {
    const [found] = await rules.list(dimension)
    return found ? accept(found) : refuse('NOT_FOUND', 'there is no such dimension')
  }
  return [
    ...editRoutes(rules, oneOf),
    route({
      method: 'get',
      path: '/api/admin/segment-rules',
      summary: 'The rules of each dimension: in force, drafts, and all versions with who approved them',
      tag: TAG,
      access: READ,
      reply: segmentRulesListReply,
      handle: async ({ total }) => {
        const all = await rules.list()
        total(all.length)
        return accept(all)
      },
    }),
    route({
      ...ONE,
      method: 'get',
      path: '/api/admin/segment-rules/:dimension',
      summary: 'The rules of one dimension',
      access: READ,
      reasons: ['NOT_FOUND'],
      handle: ({ params: { dimension } }) => oneOf(dimension),
    }),
  ]
}

function editRoutes(rules: SegmentRules, oneOf: OneOf): AnyRoute[] {
  return [
    route({
      ...ONE,
      method: 'put',
      path: '/api/admin/segment-rules/:dimension/draft',
      summary: 'Corrects the draft, or begins the next one; seen at revision 0 it makes a new dimension',
      access: EDIT,
      body: segmentDraftBody,
      reasons: ['CONFLICT', 'NOT_FOUND'],
      handle: async (asked) => {
        const { dimension } = asked.params
        const done = await rules.draft(dimension, asked.body.seenRevision, asked.body.rules, actorOf(asked))
        return done.ok ? oneOf(dimension) : done
      },
    }),
    route({
      ...ONE,
      method: 'post',
      path: '/api/admin/segment-rules/:dimension/approve',
      summary: 'Approves the draft: it decides from the run of a day on',
      access: { permission: 'segments:approve' },
      body: segmentApproveBody,
      reasons: ['CONFLICT', 'NOT_FOUND', 'NOTHING_TO_CHANGE', 'INVALID_PAYLOAD'],
      handle: async (asked) => {
        const { dimension } = asked.params
        const done = await rules.approve(dimension, asked.body, actorOf(asked))
        return done.ok ? oneOf(dimension) : done
      },
    }),
    route({
      method: 'post',
      path: '/api/admin/segment-rules/:dimension/dry-run',
      summary: 'Who would be elsewhere by these rules, and what looks wrong with them; changes nothing',
      tag: TAG,
      access: EDIT,
      params: dimensionParams,
      body: segmentDryRunBody,
      reply: segmentDryRunReply,
      handle: async ({ params: { dimension }, body }) => accept(await rules.dryRun(dimension, body.rules)),
    }),
  ]
}
