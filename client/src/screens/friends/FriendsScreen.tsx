import { useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { ScreenTitle } from '../../ui/Card.tsx'
import { FindCard } from './FindCard.tsx'
import { InviteCard } from './InviteCard.tsx'
import { ListCard } from './ListCard.tsx'
import { SharesCard } from './SharesCard.tsx'
import { WishesCard } from './WishesCard.tsx'

/** Whom one follows, who follows one, and who may. */
export function FriendsScreen() {
  const { t } = useText()
  // What one card changes the others show: they ask again.
  const [round, setRound] = useState(0)
  const changed = () => setRound((count) => count + 1)
  return (
    <>
      <ScreenTitle title={t('friends.title')} lead={t('friends.lead')} />
      <div className="grid items-start gap-4 md:grid-cols-2">
        <div className="grid min-w-0 gap-4">
          <InviteCard />
          <FindCard changed={changed} />
          <WishesCard round={round} changed={changed} />
        </div>
        <div className="grid min-w-0 gap-4">
          <ListCard list="list" round={round} changed={changed} />
          <ListCard list="followers" round={round} changed={changed} />
          <SharesCard />
        </div>
      </div>
    </>
  )
}
