import type { OwnMission } from '@casino-club/shared'
import { useRef, useState } from 'react'
import { useItems } from '../../items/ItemsProvider.tsx'
import { wordRewards } from '../../room/word-reward.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'

/** Takes the rewards of a mission and says what came; `done` hears of every answer. */
export function useClaim(done: () => void) {
  const { backend } = useSession()
  const { nameIn } = useItems()
  const notify = useNotify()
  const { trouble: wordTrouble } = useText()
  const [claiming, setClaiming] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const claim = async (mission: OwnMission) => {
    if (busy.current) return
    busy.current = true
    setClaiming(mission.id)
    setTrouble(null)
    const result = await backend.missions.claim(mission)
    busy.current = false
    setClaiming(null)
    done()
    if (result.ok) notify((text) => wordRewards(result.value.rewards, '', text, nameIn))
    else setTrouble(wordTrouble(result.trouble))
  }
  return { claim, claiming, trouble }
}
