import type { SeenPlayer } from '@casino-club/shared'
import { useState } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'

interface RowProps {
  readonly player: SeenPlayer
  changed(): void
}

/** Another player: his name, his badge, his ranks, and whether one follows him. */
export function PlayerRow({ player, changed }: RowProps) {
  const { t, whole, trouble } = useText()
  const { backend } = useSession()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const { id, nickname, badge, following, followsYou, ranks, passLevel } = player
  const send = async (
    call: (id: number) => ReturnType<typeof backend.friends.block | typeof backend.friends.follow>,
  ) => {
    setBusy(true)
    const result = await call(id)
    setBusy(false)
    if (!result.ok) notify(() => trouble(result.trouble))
    changed()
  }
  const best = ranks.find(({ board }) => board === 'weekly') ?? ranks[0]
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-white/5 py-3 last:border-0">
      <div className="min-w-0">
        <p className="font-medium break-all">
          {nickname} <span className="text-sm text-gold">{t(`friends.badge.${badge}`)}</span>
        </p>
        <p className="text-sm text-mist">
          {[
            followsYou && t('friends.followsYou'),
            best &&
              t(best.board === 'weekly' ? 'friends.weekly' : 'friends.onBoard', {
                rank: whole(best.rank),
                board: best.board,
              }),
            passLevel !== null && passLevel > 0 && t('friends.passLevel', { level: passLevel }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          disabled={busy}
          onClick={() => void send(following ? backend.friends.unfollow : backend.friends.follow)}
          data-testid={`${following ? 'unfollow' : 'follow'}-${id}`}
        >
          {t(following ? 'friends.unfollow' : 'friends.follow')}
        </Button>
        <Button disabled={busy} onClick={() => void send(backend.friends.block)} data-testid={`block-${id}`}>
          {t('friends.block')}
        </Button>
      </div>
    </li>
  )
}
