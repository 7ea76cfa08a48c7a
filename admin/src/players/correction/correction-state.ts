import type { Balances } from '@casino-club/shared'
import type { CorrectionOutcome } from '../../providers/admin-actions.ts'
import type { FailureCode, RequestError } from '../../providers/request-error.ts'
import type { CorrectionDraft } from './correction-check.ts'

/** What the correction is decided on: the balances the admin sees and the version they had. */
export interface Seen {
  readonly balances: Balances
  readonly version: number
}

export type Phase =
  | { readonly name: 'editing'; readonly conflict: boolean; readonly refusal: FailureCode | null }
  | { readonly name: 'confirming' }
  | { readonly name: 'sending' }
  /** No clear answer: it may be booked. Only the very same command may be sent again. */
  | { readonly name: 'unknown'; readonly code: FailureCode }
  /** Refused because the player changed; the new balances have to be read before anything else. */
  | { readonly name: 'rereading'; readonly failure: FailureCode | null }
  | { readonly name: 'done'; readonly outcome: CorrectionOutcome }

export interface CorrectionState {
  /** Names this one intention: every attempt at it carries the same id, so that it is booked once at most. */
  readonly commandId: string
  readonly seen: Seen
  readonly draft: CorrectionDraft
  readonly phase: Phase
}

export type CorrectionEvent =
  | { readonly type: 'edited'; readonly draft: Partial<CorrectionDraft> }
  | { readonly type: 'reviewed' }
  | { readonly type: 'tookBack' }
  | { readonly type: 'sent' }
  | { readonly type: 'booked'; readonly outcome: CorrectionOutcome }
  | { readonly type: 'failed'; readonly error: Pick<RequestError, 'code' | 'outcomeUnknown'> }
  | { readonly type: 'rereadFailed'; readonly code: FailureCode }
  | { readonly type: 'rereadStarted' }
  | { readonly type: 'reread'; readonly seen: Seen; readonly commandId: string }

const editing: Phase = { name: 'editing', conflict: false, refusal: null }

/** The state of a dialog that has just been opened. */
export const openedCorrection = (seen: Seen, commandId: string): CorrectionState => ({
  commandId,
  seen,
  draft: { currency: 'coins', amount: '', reason: '' },
  phase: editing,
})

/**
 * What follows from an event. The command id lives as long as the intention: it outlasts retries and lost answers, and
 * only a conflict, which the server answers without having booked anything, brings a new one with the new balances.
 */
export function nextCorrection(state: CorrectionState, event: CorrectionEvent): CorrectionState {
  switch (event.type) {
    case 'edited':
      if (state.phase.name !== 'editing') return state
      return { ...state, draft: { ...state.draft, ...event.draft }, phase: { ...state.phase, refusal: null } }
    case 'reviewed':
      return state.phase.name === 'editing' ? { ...state, phase: { name: 'confirming' } } : state
    case 'tookBack':
      return state.phase.name === 'confirming' ? { ...state, phase: editing } : state
    case 'sent':
      return state.phase.name === 'confirming' || state.phase.name === 'unknown'
        ? { ...state, phase: { name: 'sending' } }
        : state
    case 'booked':
      return { ...state, phase: { name: 'done', outcome: event.outcome } }
    case 'failed':
      return { ...state, phase: phaseAfter(event.error) }
    case 'rereadStarted':
      return { ...state, phase: { name: 'rereading', failure: null } }
    case 'rereadFailed':
      return { ...state, phase: { name: 'rereading', failure: event.code } }
    case 'reread':
      return {
        ...state,
        commandId: event.commandId,
        seen: event.seen,
        phase: { name: 'editing', conflict: true, refusal: null },
      }
  }
}

function phaseAfter({ code, outcomeUnknown }: Pick<RequestError, 'code' | 'outcomeUnknown'>): Phase {
  if (code === 'CONFLICT') return { name: 'rereading', failure: null }
  return outcomeUnknown ? { name: 'unknown', code } : { name: 'editing', conflict: false, refusal: code }
}
