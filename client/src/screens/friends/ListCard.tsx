import { useCallback, useEffect, useState } from 'react'
import type { FriendList } from '../../api/friends.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { PlayerRow } from './PlayerRow.tsx'

const PER_PAGE = 20

interface ListProps {
  readonly list: FriendList
  readonly round: number
  changed(): void
}

/** Whom one follows, or who follows one. */
export function ListCard({ list, round, changed }: ListProps) {
  const { t } = useText()
  const { backend } = useSession()
  const [page, setPage] = useState(1)
  const ask = useCallback(() => backend.friends.list(list, page), [backend, list, page])
  const [load, again] = useLoad(ask)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(again, [round, again])
  return (
    <Card title={t(`friends.${list}`)}>
      <Loadable load={load} again={again} failed={t('friends.failed')}>
        {({ total, players }) => (
          <>
            {players.length === 0 && <p className="text-mist">{t(`friends.${list}.none`)}</p>}
            <ul data-testid={`friends-${list}`}>
              {players.map((player) => (
                <PlayerRow key={player.id} player={player} changed={changed} />
              ))}
            </ul>
            <Pager label={t(`friends.${list}`)} page={page} pages={Math.ceil(total / PER_PAGE)} turnTo={setPage} />
          </>
        )}
      </Loadable>
    </Card>
  )
}
