import { NOTIFICATION_TYPES, type NotificationType, type OwnNotification } from '@casino-club/shared'
import { startTransition, useCallback, useEffect, useOptimistic } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { NotificationRow } from './NotificationRow.tsx'

const PER_PAGE = 20

/** The filter is part of the address, so that going back comes to the same list. */
function useFilter() {
  const [params, setParams] = useSearchParams()
  const page = Math.max(1, Math.trunc(Number(params.get('page'))) || 1)
  const type = NOTIFICATION_TYPES.find((known) => known === params.get('type')) ?? null
  const unread = params.get('unread') === 'true'
  const change = (next: Partial<{ page: number; type: NotificationType | null; unread: boolean }>) => {
    const merged = { page: 1, type, unread, ...next }
    const kept = new URLSearchParams()
    if (merged.page > 1) kept.set('page', `${merged.page}`)
    if (merged.type) kept.set('type', merged.type)
    if (merged.unread) kept.set('unread', 'true')
    setParams(kept, { replace: true })
  }
  return { page, type, unread, change }
}

/** What the club has told the player, newest first; what comes meanwhile appears by itself. */
export function NotificationsScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const { player } = useRoom()
  const filter = useFilter()
  const { page, type, unread } = filter
  const ask = useCallback(
    () => backend.notifications.list({ page, perPage: PER_PAGE, type, unread }),
    [backend, page, type, unread],
  )
  const [load, again] = useLoad(ask)
  const count = player?.unreadNotifications
  // biome-ignore lint/correctness/useExhaustiveDependencies: another count means that there is something else to show
  useEffect(again, [count, again])
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-4">
        <ScreenTitle title={t('notifications.title')} lead={t('notifications.lead')} />
        <Link to="/notifications/settings" className={buttonLook('quiet')} data-testid="notification-settings">
          {t('notifications.settings')}
        </Link>
      </div>
      <FilterBar {...filter} />
      <Loadable load={load} again={again} failed={t('notifications.failed')}>
        {({ notifications, total, unread: waiting }) => (
          <>
            {waiting > 0 && page === 1 && type === null && <ReadAll newest={notifications[0]} again={again} />}
            {notifications.length === 0 && <Empty filtered={type !== null || unread} />}
            <ul className="space-y-2.5" data-testid="notifications">
              {notifications.map((notification) => (
                <NotificationRow key={notification.id} notification={notification} changed={again} />
              ))}
            </ul>
            <Pager
              label={t('notifications.pages')}
              page={page}
              pages={Math.ceil(total / PER_PAGE)}
              turnTo={(next) => filter.change({ page: next })}
            />
          </>
        )}
      </Loadable>
    </>
  )
}

function FilterBar({ type, unread, change }: ReturnType<typeof useFilter>) {
  const { t } = useText()
  // The address follows when the list has time for it; what was chosen is shown at once.
  const [chosen, choose] = useOptimistic({ type, unread })
  const filter = (next: Partial<typeof chosen>) =>
    startTransition(() => {
      choose({ ...chosen, ...next })
      change({ ...chosen, ...next })
    })
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3">
      <select
        aria-label={t('notifications.type')}
        value={chosen.type ?? ''}
        onChange={(event) => filter({ type: NOTIFICATION_TYPES.find((known) => known === event.target.value) ?? null })}
        className="min-h-10 rounded-full border border-white/15 bg-white/5 px-3 text-sm text-cream"
        data-testid="notification-type"
      >
        <option value="">{t('notifications.type.all')}</option>
        {NOTIFICATION_TYPES.map((known) => (
          <option key={known} value={known}>
            {t(`notifications.type.${known}`)}
          </option>
        ))}
      </select>
      <label className="flex min-h-10 cursor-pointer items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={chosen.unread}
          onChange={(event) => filter({ unread: event.target.checked })}
          className="size-4 accent-gold"
          data-testid="notification-unread"
        />
        {t('notifications.unreadOnly')}
      </label>
    </div>
  )
}

/** Reads what has come until now: what comes while the button is pressed stays unread. */
function ReadAll({ newest, again }: { newest: OwnNotification | undefined; again: () => void }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const notify = useNotify()
  if (!newest) return null
  const readAll = async () => {
    const result = await backend.notifications.readAll(newest.id)
    if (!result.ok) notify(() => trouble(result.trouble))
    again()
  }
  return (
    <Button className="mb-4" onClick={() => void readAll()} data-testid="notification-read-all">
      {t('notifications.readAll')}
    </Button>
  )
}

function Empty({ filtered }: { filtered: boolean }) {
  const { t } = useText()
  return (
    <Card className="text-center">
      <p className="text-mist" data-testid="notifications-empty">
        {t(filtered ? 'notifications.noneSuch' : 'notifications.none')}
      </p>
    </Card>
  )
}
