import { type SeedsReply, serverSeedHash } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Hash } from '../../ui/Hash.tsx'

type Revealed = SeedsReply['revealed'][number]

/** The seeds that are no longer in use, each checked against the fingerprint shown before. */
export function RevealedSeeds({ revealed }: { revealed: readonly Revealed[] }) {
  const { t } = useText()
  return (
    <Card title={t('fair.revealedTitle')}>
      {revealed.length === 0 && <p className="text-mist">{t('fair.revealedNone')}</p>}
      <ul className="divide-y divide-white/10">
        {revealed.map((seed) => (
          <RevealedSeed key={seed.serverSeedHash} seed={seed} />
        ))}
      </ul>
    </Card>
  )
}

function RevealedSeed({ seed }: { seed: Revealed }) {
  const { t, instant } = useText()
  const matches = serverSeedHash(seed.serverSeed) === seed.serverSeedHash
  return (
    <li data-testid="revealed-seed" className="space-y-2 py-4 first:pt-0 last:pb-0">
      <p className="flex flex-wrap gap-x-4 text-sm text-mist">
        <time dateTime={seed.revealedAt}>{instant(seed.revealedAt)}</time>
        <span>{t('fair.plays', { count: seed.plays })}</span>
        <span>
          {t('fair.clientSeed')}: <code className="break-all text-cream">{seed.clientSeed}</code>
        </span>
      </p>
      <div className="grid gap-2 lg:grid-cols-2">
        <div>
          <p className="mb-1 text-xs text-mist">{t('fair.seed')}</p>
          <Hash>{seed.serverSeed}</Hash>
        </div>
        <div>
          <p className="mb-1 text-xs text-mist">{t('fair.hash')}</p>
          <Hash>{seed.serverSeedHash}</Hash>
        </div>
      </div>
      <p className={`text-xs ${matches ? 'text-jade' : 'text-rose'}`}>
        {matches ? `✓ ${t('fair.hashMatches')}` : `✗ ${t('fair.hashDiffers')}`}
      </p>
    </li>
  )
}
