import { useReducer, useRef } from 'react'
import { useRefresh } from 'react-admin'
import { RequestError } from '../../providers/request-error.ts'
import type { PlayerDetail } from '../../providers/resources.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'
import { newCommandId } from './command-id.ts'
import { checkCorrection } from './correction-check.ts'
import { nextCorrection, openedCorrection, type Seen } from './correction-state.ts'

const seenOf = ({ coins, gems, tickets, version }: PlayerDetail): Seen => ({
  balances: { coins, gems, tickets },
  version,
})

/** A failure without a code is ours, and says nothing about what the server did. */
const asRequestError = (error: unknown): RequestError =>
  error instanceof RequestError ? error : new RequestError(0, 'UNREACHABLE', null, error)

/** Leads one balance correction from the first key stroke to the server's answer. Nothing is shown as done before it is. */
export function useCorrection(player: PlayerDetail) {
  const { correctBalance, freshPlayer } = useAdminActions()
  const refresh = useRefresh()
  const [state, dispatch] = useReducer(nextCorrection, player, (opened) =>
    openedCorrection(seenOf(opened), newCommandId()),
  )
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const checked = checkCorrection(state.draft, state.seen.balances)

  const reread = async () => {
    dispatch({ type: 'rereadStarted' })
    try {
      const seen = seenOf(await freshPlayer(player.id))
      dispatch({ type: 'reread', seen, commandId: newCommandId() })
      refresh()
    } catch (error) {
      dispatch({ type: 'rereadFailed', code: asRequestError(error).code })
    }
  }

  const send = async () => {
    if (busy.current || checked.amount === null) return
    busy.current = true
    dispatch({ type: 'sent' })
    const { commandId, draft, seen } = state
    const command = { commandId, currency: draft.currency, amount: checked.amount, reason: checked.reason }
    try {
      const outcome = await correctBalance(player.id, { ...command, expectedVersion: seen.version })
      dispatch({ type: 'booked', outcome })
      refresh()
    } catch (error) {
      const failure = asRequestError(error)
      dispatch({ type: 'failed', error: failure })
      if (failure.code === 'CONFLICT') await reread()
    } finally {
      busy.current = false
    }
  }

  return { state, checked, dispatch, send, reread }
}

export type Correction = ReturnType<typeof useCorrection>
