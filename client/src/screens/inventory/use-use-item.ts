import { useState } from 'react'
import { useItems } from '../../items/ItemsProvider.tsx'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'

/** Uses one of an item and says what it brought; `done` hears of every answer. */
export function useUseItem(done: () => void) {
  const { consume } = useRoom()
  const { nameIn } = useItems()
  const notify = useNotify()
  const { trouble: wordTrouble } = useText()
  const [using, setUsing] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const use = async (item: string) => {
    setUsing(item)
    setTrouble(null)
    const reply = await consume(item, 1)
    setUsing(null)
    done()
    if (!reply.ok) {
      setTrouble(wordTrouble(reply.reason))
      return
    }
    const { currency, amount } = reply.effect
    notify((text) =>
      text.t('inventory.used', {
        item: nameIn(item, text.language),
        what: text.t('reward.money', { currency: text.t(`balance.${currency}`), amount }),
      }),
    )
  }
  return { use, using, trouble }
}
