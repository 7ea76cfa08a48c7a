import { useRef, useState } from 'react'
import { useRefresh } from 'react-admin'
import { newCommandId } from '../players/correction/command-id.ts'
import { RequestError } from '../providers/request-error.ts'
import type { PlayerDetail } from '../providers/resources.ts'
import type { RewardOutcomeReply } from '../providers/reward-actions.ts'
import { useAdminActions } from '../providers/use-admin-actions.ts'
import { checkGrant, NEW_DRAFT } from './grant-draft.ts'

export type GrantPhase =
  | { readonly name: 'editing'; readonly failure: unknown }
  | { readonly name: 'confirming' }
  | { readonly name: 'sending' }
  /** No clear answer: it may be granted. Only the very same command may be sent again. */
  | { readonly name: 'unknown' }
  | { readonly name: 'done'; readonly outcome: RewardOutcomeReply }

const EDITING: GrantPhase = { name: 'editing', failure: null }

/** Leads one grant from the first key stroke to the server's answer. Nothing is shown as done before it is. */
export function useGrant(player: PlayerDetail) {
  const { grantReward } = useAdminActions()
  const refresh = useRefresh()
  const [draft, setDraft] = useState(NEW_DRAFT)
  const [phase, setPhase] = useState<GrantPhase>(EDITING)
  // One intention has one command id, however often it is sent.
  const [commandId] = useState(newCommandId)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const [before] = useState({ coins: player.coins, gems: player.gems, tickets: player.tickets })
  const checked = checkGrant(draft, before)
  // react-admin names a record that was opened by its address by a text.
  const userId = Number(player.id)

  const send = async () => {
    const { rewards, reason, note } = checked
    if (busy.current || rewards === null) return
    busy.current = true
    setPhase({ name: 'sending' })
    try {
      setPhase({ name: 'done', outcome: await grantReward({ commandId, userId, rewards, reason, note }) })
      refresh()
    } catch (error) {
      const unknown = !(error instanceof RequestError) || error.outcomeUnknown
      setPhase(unknown ? { name: 'unknown' } : { name: 'editing', failure: error })
    } finally {
      busy.current = false
    }
  }
  return {
    ...{ draft, setDraft, phase, before, checked, send },
    review: () => setPhase({ name: 'confirming' }),
    takeBack: () => setPhase(EDITING),
  }
}

export type Grant = ReturnType<typeof useGrant>
