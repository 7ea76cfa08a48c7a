import { accept, CAMPAIGN_FOUR_EYES_ABOVE, type CampaignState, type Result, refuse } from '@casino-club/shared'

/** What decides about a move. */
export interface Standing {
  readonly state: CampaignState
  /** Whether its audience is fixed. */
  readonly begun: boolean
  readonly askedBy: number | null
}

/** What an admin does to a campaign; the club's own moves are the pump's. */
export type Move =
  | { readonly kind: 'start'; readonly players: number }
  | { readonly kind: 'decide'; readonly approved: boolean; readonly adminId: number }
  | { readonly kind: 'pause' | 'resume' | 'cancel' }
  | { readonly kind: 'resend'; readonly players: number }

export type MoveRefusal = 'CONFLICT' | 'AUDIENCE_EMPTY' | 'FORBIDDEN' | 'NOTHING_TO_CHANGE'

const CANCELLABLE: ReadonlySet<CampaignState> = new Set(['draft', 'approval', 'scheduled', 'running', 'paused', 'done'])
const not = (state: CampaignState) => refuse('CONFLICT', `the campaign is ${state}`)

/** The state that a move leads to; a large campaign is looked at by a second admin before it begins. */
export function moveCampaign({ state, begun, askedBy }: Standing, move: Move): Result<CampaignState, MoveRefusal> {
  switch (move.kind) {
    case 'start':
      if (state !== 'draft') return not(state)
      if (move.players === 0) return refuse('AUDIENCE_EMPTY', 'nobody fits')
      return accept(move.players > CAMPAIGN_FOUR_EYES_ABOVE ? 'approval' : 'scheduled')
    case 'decide':
      if (state !== 'approval') return not(state)
      if (askedBy === move.adminId) return refuse('FORBIDDEN', 'somebody else must look at it')
      return accept(move.approved ? 'scheduled' : 'cancelled')
    case 'pause':
      return state === 'scheduled' || state === 'running' ? accept('paused') : not(state)
    case 'resume':
      if (state !== 'paused') return not(state)
      return accept(begun ? 'running' : 'scheduled')
    case 'cancel':
      return CANCELLABLE.has(state) ? accept('cancelled') : not(state)
    case 'resend':
      if (state !== 'done') return not(state)
      return move.players === 0
        ? refuse('NOTHING_TO_CHANGE', 'everybody was reached or is still to be')
        : accept('running')
  }
}
