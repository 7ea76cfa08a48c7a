import type { SlotConfigReply } from '@casino-club/shared'
import { useSession } from '../../session/SessionProvider.tsx'
import { type Load, useLoad } from '../../ui/Loadable.tsx'

/** The odds in force, asked for when the screen opens. */
export function useOdds(): { load: Load<SlotConfigReply>; again: () => void } {
  const { backend } = useSession()
  const [load, again] = useLoad(backend.odds.current)
  return { load, again }
}
