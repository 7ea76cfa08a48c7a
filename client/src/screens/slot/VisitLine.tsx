import { useRoom } from '../../room/RoomProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'

const MINUTE_MS = 60_000

/** What this visit came to so far, plainly: time, plays and the net result, losses too. */
export function VisitLine() {
  const { t, signed } = useText()
  const { visit } = useRoom()
  if (visit.plays === 0) return null
  const minutes = Math.max(1, Math.round((Date.now() - visit.startedAtMs) / MINUTE_MS))
  return (
    <p className="mt-4 text-center text-sm text-mist tabular-nums">
      {t('slot.visit')}: {t('slot.visitMinutes', { count: minutes })} · {t('slot.visitPlays', { count: visit.plays })} ·{' '}
      {t('slot.visitNet', { net: signed(visit.net) })}
    </p>
  )
}
