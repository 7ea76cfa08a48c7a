import { canonicalJson, RANKS, sha256Hex } from '@casino-club/shared'
import { useMemo } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Fact, Hash } from '../../ui/Hash.tsx'
import { Loadable } from '../../ui/Loadable.tsx'
import type { GameConfig, GameId } from '../games/contract.ts'
import { useGameConfig } from '../games/use-config.ts'
import { KindPicker } from './KindPicker.tsx'
import { KindSummary } from './KindSummary.tsx'
import { PullOdds } from './PullOdds.tsx'

/** The exact odds of a game: every way of playing it, every outcome of each, and the table they follow from. */
export function GameOdds({ game }: { game: GameId }) {
  const { t } = useText()
  const [load, again] = useGameConfig(game)
  return (
    <Loadable load={load} again={again} failed={t('odds.failed')}>
      {(config) => (
        <div data-testid="game-odds" data-game={game} className="space-y-4">
          {game === 'gacha' ? (
            <PullOdds config={config as GameConfig<'gacha'>} />
          ) : (
            <>
              <KindSummary kinds={config.analysis.kinds} />
              <KindPicker kinds={config.analysis.kinds} />
            </>
          )}
          <div className="grid gap-4 md:grid-cols-2">
            <Limits table={config.table} />
            <PublishedTable config={config} />
          </div>
        </div>
      )}
    </Loadable>
  )
}

function Limits({ table }: { table: GameConfig['table'] }) {
  const { t } = useText()
  if (!('minBet' in table)) {
    return (
      <Card title={t('odds.prices')}>
        <dl>
          <Fact name={t('gacha.pull', { count: 1 })}>{t('gacha.price', { count: table.priceGems.single })}</Fact>
          <Fact name={t('gacha.pull', { count: 10 })}>{t('gacha.price', { count: table.priceGems.ten })}</Fact>
        </dl>
      </Card>
    )
  }
  return (
    <Card title={t('odds.limits')}>
      <dl>
        {RANKS.map((rank) => (
          <Fact key={rank} name={t(`rank.${rank}`)}>
            {t('odds.limit', { min: table.minBet, max: table.maxBet[rank] })}
          </Fact>
        ))}
      </dl>
    </Card>
  )
}

type Json = Parameters<typeof canonicalJson>[0]

/** A table as it was published, and whether it has the fingerprint that it claims. */
export function PublishedTable({
  config,
}: {
  config: Pick<GameConfig, 'tableHash' | 'tableVersion' | 'publishedAt'> & { readonly table: unknown }
}) {
  const { t, instant } = useText()
  const { table, tableHash, tableVersion, publishedAt } = config
  const matches = useMemo(() => sha256Hex(canonicalJson(table as unknown as Json)) === tableHash, [table, tableHash])
  return (
    <Card title={t('odds.table')}>
      <p>{t('odds.version', { version: tableVersion, when: instant(publishedAt) })}</p>
      <p className="mt-4 mb-1.5 text-sm text-mist">{t('odds.hash')}</p>
      <Hash>{tableHash}</Hash>
      <p className={`mt-2 text-sm ${matches ? 'text-jade' : 'text-rose'}`}>
        {matches ? `✓ ${t('odds.hashOk')}` : `✗ ${t('odds.hashBad')}`}
      </p>
      <details className="mt-4">
        <summary className="cursor-pointer rounded text-sm font-semibold">{t('odds.tableContent')}</summary>
        <pre className="mt-2 max-h-80 overflow-auto rounded-xl bg-black/35 p-3 text-xs text-mist">
          {JSON.stringify(table, null, 2)}
        </pre>
      </details>
    </Card>
  )
}
