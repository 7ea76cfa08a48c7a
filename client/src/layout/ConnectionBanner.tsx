import { useRoom } from '../room/RoomProvider.tsx'
import { useText } from '../text/LanguageProvider.tsx'
import { Button } from '../ui/Button.tsx'

/** Says that the room is not connected, and what becomes of a play that is under way. */
export function ConnectionBanner() {
  const { t } = useText()
  const { status, busy, rejoin } = useRoom()
  if (status === 'open' || status === 'connecting' || status === 'shut') return null
  const dropped = busy ? t('connection.droppedPending') : t('connection.dropped')
  return (
    <div
      role="alert"
      data-testid="reconnect-notice"
      className="mb-4 flex flex-wrap items-center justify-between gap-3 rounded-2xl border border-gold/40 bg-gold/10 px-4 py-3 text-sm"
    >
      <span className="flex items-center gap-3">
        {status === 'dropped' && (
          <span
            aria-hidden="true"
            className="size-4 shrink-0 animate-spin rounded-full border-2 border-gold border-t-transparent"
          />
        )}
        {status === 'dropped' ? dropped : t('connection.evicted')}
      </span>
      {status === 'evicted' && <Button onClick={rejoin}>{t('connection.continueHere')}</Button>}
    </div>
  )
}
