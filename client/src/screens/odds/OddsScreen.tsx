import { RANKS, type SlotConfigReply, slotTableHash } from '@casino-club/shared'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Fact, Hash } from '../../ui/Hash.tsx'
import { Loadable } from '../../ui/Loadable.tsx'
import { DisclosureLink } from '../disclosure/DisclosureLink.tsx'
import { GAMES } from '../games/contract.ts'
import { ROUND_GAME_IDS } from '../rounds/round-games.ts'
import { useOdds } from '../slot/use-odds.ts'
import { GameOdds } from './GameOdds.tsx'
import { GameTabs } from './GameTabs.tsx'
import { LineTable } from './LineTable.tsx'
import { OddsFigures } from './OddsFigures.tsx'
import { RoundOdds } from './RoundOdds.tsx'

/** The exact odds in force, straight from the published tables; which game's is part of the address. Open to everybody. */
export function OddsScreen() {
  const { t } = useText()
  const [params] = useSearchParams()
  const asked = params.get('game')
  const game = GAMES.find((id) => id === asked) ?? null
  const round = ROUND_GAME_IDS.find((id) => id === asked) ?? null
  return (
    <>
      <ScreenTitle title={t('odds.title')} lead={t('odds.same')} />
      <GameTabs game={game ?? round} />
      <p className="mb-5 text-sm">
        <DisclosureLink />
      </p>
      {round ? <RoundOdds key={round} game={round} /> : game ? <GameOdds key={game} game={game} /> : <SlotOdds />}
    </>
  )
}

function SlotOdds() {
  const { t } = useText()
  const { load, again } = useOdds()
  return (
    <Loadable load={load} again={again} failed={t('odds.failed')}>
      {(odds) => (
        <div className="space-y-4">
          <OddsFigures analysis={odds.analysis} />
          <Card title={t('odds.lines')}>
            <LineTable lines={odds.analysis.lines} />
          </Card>
          <div className="grid gap-4 md:grid-cols-2">
            <BonusCard odds={odds} />
            <LimitsCard odds={odds} />
          </div>
          <TableCard odds={odds} />
        </div>
      )}
    </Loadable>
  )
}

function BonusCard({ odds }: { odds: SlotConfigReply }) {
  const { t } = useText()
  const { stepPercent, variationPercent, maxPercent } = odds.table.streakBonus
  return (
    <Card title={t('odds.bonusTitle')}>
      <p className="text-mist">
        {t('odds.bonusRule', { step: stepPercent, variation: variationPercent, max: maxPercent })}
      </p>
    </Card>
  )
}

function LimitsCard({ odds }: { odds: SlotConfigReply }) {
  const { t } = useText()
  return (
    <Card title={t('odds.limits')}>
      <dl>
        {RANKS.map((rank) => (
          <Fact key={rank} name={t(`rank.${rank}`)}>
            {t('odds.limit', { min: odds.table.minBet, max: odds.table.maxBet[rank] })}
          </Fact>
        ))}
      </dl>
    </Card>
  )
}

function TableCard({ odds }: { odds: SlotConfigReply }) {
  const { t, instant } = useText()
  const matches = useMemo(() => slotTableHash(odds.table) === odds.tableHash, [odds])
  return (
    <Card title={t('odds.table')}>
      <p>{t('odds.version', { version: odds.tableVersion, when: instant(odds.publishedAt) })}</p>
      <p className="mt-4 mb-1.5 text-sm text-mist">{t('odds.hash')}</p>
      <Hash>{odds.tableHash}</Hash>
      <p className={`mt-2 text-sm ${matches ? 'text-jade' : 'text-rose'}`}>
        {matches ? `✓ ${t('odds.hashOk')}` : `✗ ${t('odds.hashBad')}`}
      </p>
    </Card>
  )
}
