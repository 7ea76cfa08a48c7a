import type { SeedsReply } from '@casino-club/shared'
import { useEffect, useRef } from 'react'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Fact, Hash } from '../../ui/Hash.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { RevealedSeeds } from './RevealedSeeds.tsx'
import { RotateCard } from './RotateCard.tsx'
import { VerifyCard } from './VerifyCard.tsx'

/** Everything a player needs to hold the club to its word. */
export function FairnessScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const { player } = useRoom()
  const [load, again] = useLoad(backend.plays.seeds)
  const activeHash = player?.serverSeedHash
  const shownHash = useRef(activeHash)
  // A rotation, here or on another device, reveals a seed: the lists are asked for again.
  useEffect(() => {
    if (shownHash.current !== undefined && shownHash.current !== activeHash) again()
    shownHash.current = activeHash
  }, [activeHash, again])
  return (
    <>
      <ScreenTitle title={t('fair.title')} lead={t('fair.lead')} />
      <Loadable load={load} again={again} failed={t('fair.failed')}>
        {(seeds) => (
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <ActiveCard seeds={seeds} />
            <RotateCard />
            <div className="min-w-0 lg:col-span-2">
              <VerifyCard seeds={seeds} />
            </div>
            <div className="min-w-0 lg:col-span-2">
              <RevealedSeeds revealed={seeds.revealed} />
            </div>
          </div>
        )}
      </Loadable>
    </>
  )
}

function ActiveCard({ seeds }: { seeds: SeedsReply }) {
  const { t, whole } = useText()
  const { player } = useRoom()
  const { active } = seeds
  // The room knows of plays that were made after the seeds were asked for.
  const nonce = player?.serverSeedHash === active.serverSeedHash ? player.nonce : active.nonce
  return (
    <Card title={t('fair.active')}>
      <p className="mb-1.5 text-sm text-mist">{t('fair.activeHash')}</p>
      <Hash>{active.serverSeedHash}</Hash>
      <dl className="mt-2">
        <Fact name={t('fair.clientSeed')}>
          <code className="break-all">{active.clientSeed}</code>
        </Fact>
        <Fact name={t('fair.nonce')}>{whole(nonce)}</Fact>
      </dl>
      <p className="mt-2 mb-1.5 text-sm text-mist">{t('fair.nextHash')}</p>
      <Hash>{seeds.nextServerSeedHash}</Hash>
    </Card>
  )
}
