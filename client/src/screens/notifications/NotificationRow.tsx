import type { OwnNotification } from '@casino-club/shared'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ApiResult } from '../../api/http.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'

interface RowProps {
  readonly notification: OwnNotification
  changed(): void
}

/** What can be done with a message; one thing at a time. */
function useActions({ notification, changed }: RowProps) {
  const { backend } = useSession()
  const { trouble } = useText()
  const navigate = useNavigate()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const { id, path } = notification
  const send = async (call: (id: number) => Promise<ApiResult<unknown>>) => {
    setBusy(true)
    const result = await call(id)
    setBusy(false)
    if (!result.ok) notify(() => trouble(result.trouble))
    changed()
  }
  return {
    busy,
    read: () => void send(backend.notifications.read),
    archive: () => void send(backend.notifications.archive),
    open: () => {
      // The page is opened whether the club hears of the click or not.
      void backend.notifications.opened(id)
      if (path) void navigate(path)
    },
  }
}

/** One message: what it says, since when, and what can be done with it. */
export function NotificationRow(props: RowProps) {
  const { t, language, instant } = useText()
  const { busy, read, archive, open } = useActions(props)
  const { id, title, body, path, at, readAt, category, priority } = props.notification
  const unread = readAt === null
  return (
    <li data-testid={`notification-${id}`} data-unread={unread} className="glass min-w-0 rounded-3xl p-5">
      <div className="flex items-start gap-3">
        <span
          aria-hidden="true"
          className={`mt-2 size-2 shrink-0 rotate-45 ${unread ? (priority === 'high' ? 'bg-rose' : 'bg-gold') : 'bg-white/15'}`}
        />
        <div className="min-w-0 grow">
          <h2 className="text-lg break-words">
            {unread && <span className="sr-only">{t('notifications.isUnread')} </span>}
            {title[language]}
          </h2>
          <p className="mt-1 text-sm break-words whitespace-pre-line">{body[language]}</p>
          <p className="mt-2 text-xs text-mist">
            <time dateTime={at}>{instant(at)}</time>
            {category === 'advertising' && ` · ${t('notifications.advertising')}`}
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            {path && (
              <Button look="gold" onClick={open} data-testid={`notification-open-${id}`}>
                {t('notifications.open')}
              </Button>
            )}
            {unread && (
              <Button disabled={busy} onClick={read} data-testid={`notification-read-${id}`}>
                {t('notifications.read')}
              </Button>
            )}
            <Button disabled={busy} onClick={archive} data-testid={`notification-archive-${id}`}>
              {t('notifications.archive')}
            </Button>
          </div>
        </div>
      </div>
    </li>
  )
}
