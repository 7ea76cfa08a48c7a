import type { Principal, RequestInfo } from '../platform/http/route.ts'

export const CAMPAIGNS_PATH = '/api/admin/campaigns'

interface Asked {
  readonly principal: Extract<Principal, { kind: 'admin' }>
  readonly request: RequestInfo
}

/** Who asks, as the audit log has him. */
export const actorOf = ({ principal, request }: Asked) => ({ admin: principal, request })
