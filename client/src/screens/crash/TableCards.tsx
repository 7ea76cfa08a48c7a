import { type CrashTable, drawCrash, fairStream, serverSeedHash } from '@casino-club/shared'
import { useMemo } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Hash } from '../../ui/Hash.tsx'
import { type CrashShown, times } from './crash-view.ts'

/** Where the last rounds crashed. They say nothing about the next one. */
export function LastPoints({ last }: { last: readonly number[] }) {
  const { t } = useText()
  return (
    <Card title={t('crash.last')} lead={t('crash.lastLead')}>
      {last.length === 0 ? (
        <p className="text-sm text-mist">{t('crash.lastNone')}</p>
      ) : (
        <ol className="flex flex-wrap gap-1.5 text-sm tabular-nums" data-testid="crash-last">
          {last.map((point, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rounds in their order
            <li key={index} className="rounded-full border border-white/10 bg-black/30 px-2.5 py-1">
              ×{times(point)}
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

/** Who bets how much, and who has left the flight where. */
export function Seats({ shown }: { shown: CrashShown }) {
  const { t, whole } = useText()
  return (
    <Card title={t('crash.players', { count: shown.players })}>
      <ul className="space-y-1 text-sm tabular-nums" data-testid="crash-seats">
        {shown.seats.map(({ nickname, bet, cashedOutAt, win, own }) => (
          <li key={nickname} className={`flex justify-between gap-3 ${own ? 'font-semibold text-gold' : ''}`}>
            <span className="min-w-0 truncate">{nickname}</span>
            <span className="whitespace-nowrap">
              {cashedOutAt > 0 ? `×${times(cashedOutAt)} → ${whole(win)}` : whole(bet)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The promise before the round, and what this browser makes of the seed after it. */
export function RoundProof({ shown, table }: { shown: CrashShown; table: CrashTable }) {
  const { t } = useText()
  const { seed, seedHash, roundId, point } = shown
  const checked = useMemo(() => {
    if (seed === '') return null
    const drawn = drawCrash(table, fairStream({ serverSeed: seed, clientSeed: 'crash', nonce: roundId }))
    return serverSeedHash(seed) === seedHash && drawn.point === point
  }, [seed, seedHash, roundId, point, table])
  return (
    <Card title={t('crash.proof', { round: roundId })} lead={t('crash.proofLead')}>
      <Hash>{seedHash}</Hash>
      {checked === null ? null : (
        <p
          data-testid="crash-proof"
          data-verified={checked}
          className={`mt-2 text-sm ${checked ? 'text-jade' : 'text-rose'}`}
        >
          {checked ? `✓ ${t('crash.proofOk')}` : `✗ ${t('crash.proofBad')}`}
        </p>
      )}
    </Card>
  )
}
