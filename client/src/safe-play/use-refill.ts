import { useState } from 'react'
import { useRoom } from '../room/RoomProvider.tsx'
import { useSession } from '../session/SessionProvider.tsx'
import { useText } from '../text/LanguageProvider.tsx'
import { useNotify } from '../ui/NoticeProvider.tsx'
import { useSafePlay } from './SafePlayProvider.tsx'

/** Free coins for who has too few for any bet; `short` says whether that is so. */
export function useRefill() {
  const { backend } = useSession()
  const { player } = useRoom()
  const { standing, reload } = useSafePlay()
  const { trouble } = useText()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const take = async () => {
    setBusy(true)
    const result = await backend.safePlay.refill()
    setBusy(false)
    setFailed(result.ok ? null : trouble(result.trouble))
    if (result.ok) notify((text) => text.t('safe.refilled', { count: result.value.amount }))
    await reload()
  }
  const short = player !== null && standing !== null && player.coins < standing.refill.belowCoins
  return { refill: standing?.refill ?? null, short, busy, failed, take }
}
