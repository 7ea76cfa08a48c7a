import { Link } from 'react-router'
import { useRoom } from '../room/RoomProvider.tsx'
import { useText } from '../text/LanguageProvider.tsx'
import { BellIcon } from '../ui/icons.tsx'

const MOST_SHOWN = 99

/** The way to what the club has told the player, with how much of it he has not read. */
export function Bell() {
  const { t, whole } = useText()
  const { player } = useRoom()
  const unread = player?.unreadNotifications ?? 0
  return (
    <Link
      to="/notifications"
      data-testid="bell"
      data-unread={unread}
      aria-label={unread === 0 ? t('notifications.title') : t('notifications.bell', { count: unread })}
      className="relative grid size-10 place-items-center rounded-full border border-white/15 bg-white/5 text-cream hover:bg-white/10"
    >
      <BellIcon />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute -top-1 -right-1 min-w-5 rounded-full bg-gold px-1 text-center text-xs leading-5 font-semibold text-ink tabular-nums"
        >
          {unread > MOST_SHOWN ? `${whole(MOST_SHOWN)}+` : whole(unread)}
        </span>
      )}
    </Link>
  )
}
