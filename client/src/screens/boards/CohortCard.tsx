import type { CohortView } from '@casino-club/shared'
import { useCallback } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { useLoad } from '../../ui/Loadable.tsx'

/** One's cohort of a weekly board with its zones; nothing where the board has none. */
export function CohortCard({ board }: { board: string }) {
  const { t } = useText()
  const { backend } = useSession()
  const ask = useCallback(() => backend.boards.cohort(board), [backend, board])
  const [load] = useLoad(ask)
  if (load.status !== 'loaded' || load.value === null) return null
  const cohort = load.value
  return (
    <Card title={t('cohort.title')} lead={t('cohort.lead')} className="mt-5">
      <Terms cohort={cohort} />
      {cohort.joined ? <Rows cohort={cohort} /> : <p className="mt-3 text-mist">{t('cohort.notYet')}</p>}
      <Last last={cohort.last} />
    </Card>
  )
}

function Terms({
  cohort: { tier, tiers, promoted, demoted, promotedCoins, stayedCoins, endsAt },
}: {
  cohort: CohortView
}) {
  const { t, whole, instant } = useText()
  const pays = promotedCoins + stayedCoins > 0
  return (
    <div className="text-sm text-mist">
      <p data-testid="cohort-tier" className="text-base font-semibold text-cream">
        {t('cohort.tier', { tier: whole(tier), tiers: whole(tiers) })}
      </p>
      <p>{t('cohort.zones', { up: whole(promoted), down: whole(demoted), when: instant(endsAt) })}</p>
      {pays && <p>{t('cohort.pays', { promoted: whole(promotedCoins), stayed: whole(stayedCoins) })}</p>}
    </div>
  )
}

function Rows({ cohort: { rows } }: { cohort: CohortView }) {
  const { t, whole } = useText()
  return (
    <ol data-testid="cohort-rows" className="mt-4">
      {rows.map(({ rank, nickname, score, you, zone }) => (
        <li
          key={rank}
          aria-current={you ? 'true' : undefined}
          className="flex items-center gap-3 border-b border-white/5 py-2 tabular-nums last:border-0 aria-[current]:text-gold"
        >
          <span className="w-8">{whole(rank)}</span>
          <span className="min-w-0 flex-1 break-all">
            {nickname}
            {you && ` (${t('boards.you')})`}
            <span className="block text-xs text-mist">{t(`cohort.zone.${zone}`)}</span>
          </span>
          <span>{whole(score)}</span>
        </li>
      ))}
    </ol>
  )
}

function Last({ last }: { last: CohortView['last'] }) {
  const { t, whole, day } = useText()
  if (last === null) return null
  const { startsAt, rank, tier, nextTier, coins, paid } = last
  return (
    <p className="mt-4 text-sm text-mist" data-testid="cohort-last">
      {t('cohort.last', { when: day(startsAt), rank: whole(rank), tier: whole(tier), next: whole(nextTier) })}{' '}
      {coins > 0 && t(paid ? 'cohort.paid' : 'cohort.due', { coins: whole(coins) })}
    </p>
  )
}
