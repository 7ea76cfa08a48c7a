import type { Problem, Reason } from '@casino-club/shared'
import type { Response } from 'express'
import { HTTP_STATUS } from './http-status.ts'

const TITLES: Partial<Record<Reason, string>> = {
  INVALID_PAYLOAD: 'The request is not understood',
  NOT_FOUND: 'There is nothing here',
  UNAUTHENTICATED: 'A valid access token is needed',
  FORBIDDEN: 'This is not allowed',
  INTERNAL: 'Something went wrong on our side',
  TEMPORARILY_UNAVAILABLE: 'Please try again in a moment',
}

export interface ProblemDetails {
  readonly detail?: string
  readonly errors?: Problem['errors']
  readonly retryAfterSeconds?: number
}

/** Answers with RFC 9457 problem details. */
export function sendProblem(response: Response, requestId: string, reason: Reason, details: ProblemDetails = {}): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const status = HTTP_STATUS[reason]
  const problem: Problem = {
    type: `urn:casino-club:${reason}`,
    title: TITLES[reason] ?? reason.replaceAll('_', ' ').toLowerCase(),
    status,
    reason,
    ...details,
    requestId,
  }
  if (details.retryAfterSeconds !== undefined) response.setHeader('Retry-After', details.retryAfterSeconds)
  response.status(status).type('application/problem+json').send(JSON.stringify(problem))
}
