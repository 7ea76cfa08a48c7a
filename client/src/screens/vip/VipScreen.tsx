import type { VipStatusReply } from '@casino-club/shared'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Fact } from '../../ui/Hash.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { TierBadge } from './TierBadge.tsx'
import { percentOf, TierTable } from './TierTable.tsx'

/** One's tier, what it gives, and the table of all of them. */
export function VipScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.vip.status)
  return (
    <>
      <ScreenTitle title={t('vip.title')} lead={t('vip.lead')} />
      <Loadable load={load} again={again} failed={t('vip.failed')}>
        {(status) => (
          <div className="grid gap-4">
            <OwnTier status={status} />
            <AllTiers status={status} />
            <History status={status} />
          </div>
        )}
      </Loadable>
    </>
  )
}

function OwnTier({ status }: { status: VipStatusReply }) {
  const { t, language, instant, percent } = useText()
  const { tier, benefits, keptUntil, setUntil, notice } = status
  return (
    <Card title={t('vip.yours')}>
      <p data-testid="own-tier" data-tier={tier?.id ?? ''}>
        {tier ? <TierBadge badge={tier.badge} name={tier.name[language]} /> : t('vip.noTier')}
      </p>
      {tier && (
        <dl className="mt-3">
          <Fact name={t('vip.gives')}>{t('vip.share', { percent: percent(percentOf(benefits.discountBp)) })}</Fact>
          <Fact name={t('vip.rank')}>{t(`rank.${benefits.rank}`)}</Fact>
          {keptUntil && <Fact name={t('vip.keptUntil')}>{instant(keptUntil)}</Fact>}
          {setUntil && <Fact name={t('vip.setUntil')}>{instant(setUntil)}</Fact>}
        </dl>
      )}
      {tier && (
        <p className="mt-3 text-sm text-mist">
          {t('vip.cap', { percent: percent(percentOf(benefits.maxDiscountBp)) })}
        </p>
      )}
      {notice && (
        <p role="status" className="mt-3" data-testid="tier-notice">
          {t('vip.notice', { when: instant(notice.from), tier: notice.to?.name[language] ?? t('vip.none') })}
        </p>
      )}
    </Card>
  )
}

function AllTiers({ status: { tiers, tier } }: { status: VipStatusReply }) {
  const { t } = useText()
  return (
    <Card title={t('vip.table')}>
      {tiers === null && <p data-testid="tiers-hidden">{t('vip.hidden')}</p>}
      {tiers?.length === 0 && <p>{t('vip.unpublished')}</p>}
      {tiers !== null && tiers.length > 0 && <TierTable tiers={tiers} own={tier?.id ?? null} />}
    </Card>
  )
}

function History({ status: { history, tiers } }: { status: VipStatusReply }) {
  const { t, instant, language } = useText()
  if (history.length === 0) return null
  const nameOf = (id: string | null) =>
    id === null ? t('vip.none') : (tiers?.find((tier) => tier.id === id)?.name[language] ?? id)
  return (
    <Card title={t('vip.history')}>
      <ul className="grid gap-2 text-sm" data-testid="tier-history">
        {history.map(({ at, kind, from, to }) => (
          <li key={at}>
            <time dateTime={at} className="text-mist">
              {instant(at)}
            </time>{' '}
            {t(`vip.change.${kind}`)}: {nameOf(from)} → {nameOf(to)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
