import { type Problem, problemSchema, type Reason } from '@casino-club/shared'

/** Why a request has no good answer: a reason of the server, or what we can tell without it. */
export type FailureCode = Reason | 'UNREACHABLE' | 'BAD_ANSWER'

/**
 * A request that failed. `message` is a key of the message files, so that it can be shown as it is;
 * `status` is 0 when no answer came.
 */
export class RequestError extends Error {
  readonly status: number
  readonly code: FailureCode
  readonly problem: Problem | null

  constructor(status: number, code: FailureCode, problem: Problem | null = null, cause?: unknown) {
    super(`reasons.${code}`, { cause })
    this.name = 'RequestError'
    this.status = status
    this.code = code
    this.problem = problem
  }

  /** True when the server may or may not have done what was asked: only the same command id may be sent again. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500 || this.code === 'BAD_ANSWER'
  }
}

const codeOfStatus = (status: number): FailureCode => {
  if (status === 401) return 'UNAUTHENTICATED'
  if (status === 403) return 'FORBIDDEN'
  if (status === 404) return 'NOT_FOUND'
  if (status === 409) return 'CONFLICT'
  if (status === 429) return 'RATE_LIMITED'
  return status === 502 || status === 503 || status === 504 ? 'TEMPORARILY_UNAVAILABLE' : 'INTERNAL'
}

/** The error an unsuccessful answer stands for; a proxy's page without problem details is read by its status. */
export async function errorOf(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => null)
  const problem = problemSchema.safeParse(body)
  if (problem.success) return new RequestError(response.status, problem.data.reason, problem.data)
  return new RequestError(response.status, codeOfStatus(response.status))
}
