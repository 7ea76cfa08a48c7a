import type { OwnPass, PassClaim, Reward } from '@casino-club/shared'
import { useRef, useState } from 'react'
import type { ApiResult } from '../../api/http.ts'
import { useItems } from '../../items/ItemsProvider.tsx'
import { wordRewards } from '../../room/word-reward.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'

/** What can be done about a season, one at a time; `done` hears of every answer. */
export function usePassCommands({ season, priceGems }: OwnPass, done: () => void) {
  const { battlePass } = useSession().backend
  const { nameIn } = useItems()
  const notify = useNotify()
  const { trouble: wordTrouble } = useText()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const run = async <T>(asked: () => Promise<ApiResult<T>>, told: (value: T) => void) => {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setTrouble(null)
    const result = await asked()
    busy.current = false
    setBusy(false)
    done()
    if (result.ok) told(result.value)
    else setTrouble(wordTrouble(result.trouble))
  }
  const came = ({ rewards }: { readonly rewards: readonly Reward[] }) =>
    notify((text) => wordRewards(rewards, '', text, nameIn))
  return {
    isBusy,
    trouble,
    claim: (place: PassClaim) => void run(() => battlePass.claim(season, place), came),
    claimAll: () => void run(() => battlePass.claimAll(season), came),
    buy: () =>
      void run(
        () => battlePass.buy(season, priceGems),
        () => notify(({ t }) => t('pass.bought')),
      ),
    redeem: (couponId: number) =>
      void run(
        () => battlePass.redeem(couponId),
        ({ xp }) => notify(({ t }) => t('pass.couponUsed', { xp })),
      ),
  }
}

export type PassCommands = ReturnType<typeof usePassCommands>
