import { useEffect, useState } from 'react'
import type { OddsCheck } from '../../providers/odds-actions.ts'
import { useAdminActions } from '../../providers/use-admin-actions.ts'

export interface TableCheck {
  /** Of the last table that was answered; null before the first. */
  readonly answer: OddsCheck | null
  /** True when the answer is not, or not yet, about the table as it stands. */
  readonly stale: boolean
  readonly failure: unknown
}

/** Typing rests this long before the server is asked. */
const REST_MS = 350
/** The empty text stands for a table that cannot be asked about. */
const NOTHING = ''

/** Asks the server what becomes of a table while it is typed; an older question is given up for a newer one. */
export function useTableCheck(game: string, table: unknown): TableCheck {
  const { checkOdds } = useAdminActions()
  const [checked, setChecked] = useState<{ body: string; answer: OddsCheck | null; failure: unknown }>({
    body: NOTHING,
    answer: null,
    failure: null,
  })
  const body = table === null ? NOTHING : JSON.stringify(table)
  useEffect(() => {
    if (body === NOTHING) return
    const control = new AbortController()
    const ask = async () => {
      try {
        const answer = await checkOdds({ game, table: JSON.parse(body) }, control.signal)
        if (!control.signal.aborted) setChecked({ body, answer, failure: null })
      } catch (failure) {
        if (!control.signal.aborted) setChecked((last) => ({ body, answer: last.answer, failure }))
      }
    }
    const timer = setTimeout(() => void ask(), REST_MS)
    return () => {
      clearTimeout(timer)
      control.abort()
    }
  }, [checkOdds, game, body])
  return {
    answer: checked.answer,
    stale: checked.body !== body,
    failure: checked.body === body ? checked.failure : null,
  }
}
