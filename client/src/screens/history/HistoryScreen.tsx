import { useCallback } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button, buttonLook } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { DownloadCard } from './DownloadCard.tsx'
import { HistoryRow } from './HistoryRow.tsx'

const PER_PAGE = 20

/** One's own plays, newest first, page by page; the page is part of the address. */
export function HistoryScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [params, setParams] = useSearchParams()
  const page = Math.max(1, Math.trunc(Number(params.get('page'))) || 1)
  const ask = useCallback(() => backend.plays.history(page, PER_PAGE), [backend, page])
  const [load, again] = useLoad(ask)
  const turnTo = (next: number) => setParams({ page: String(next) })
  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <ScreenTitle title={t('history.title')} lead={t('history.lead')} />
        <Button className="shrink-0" onClick={again}>
          {t('history.refresh')}
        </Button>
      </div>
      <Loadable load={load} again={again} failed={t('history.failed')}>
        {({ plays, total }) =>
          plays.length === 0 && page === 1 ? (
            <Empty />
          ) : (
            <>
              <p className="mb-3 text-sm text-mist">{t('history.total', { count: total })}</p>
              <ul className="space-y-2.5">
                {plays.map((play) => (
                  <HistoryRow key={play.eventId} play={play} />
                ))}
              </ul>
              <Pager label={t('history.pages')} page={page} pages={Math.ceil(total / PER_PAGE)} turnTo={turnTo} />
            </>
          )
        }
      </Loadable>
      <DownloadCard />
    </>
  )
}

function Empty() {
  const { t } = useText()
  return (
    <Card className="text-center">
      <p className="text-mist">{t('history.empty')}</p>
      <Link to="/slot" className={buttonLook('gold', 'mt-4')}>
        {t('history.emptyCta')}
      </Link>
    </Card>
  )
}
