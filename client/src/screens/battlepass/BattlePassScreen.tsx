import type { OwnPass, PassStatus } from '@casino-club/shared'
import { useEffect } from 'react'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { CouponsCard } from './CouponsCard.tsx'
import { LevelList } from './LevelList.tsx'
import { PassProgress } from './PassProgress.tsx'
import { RulesCard } from './RulesCard.tsx'
import { TrackCard } from './TrackCard.tsx'
import { usePassCommands } from './use-pass-commands.ts'

/** Events are counted a moment after they happened, without a version of the player that would tell of it. */
const EVERY_MS = 5_000

/** The season that runs, or what there is to say where none does. */
export function BattlePassScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const { player } = useRoom()
  const [load, again] = useLoad(backend.battlePass.status)
  const version = player?.version
  // biome-ignore lint/correctness/useExhaustiveDependencies: every version of the player asks again
  useEffect(again, [version, again])
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  return (
    <>
      <ScreenTitle title={t('pass.title')} lead={t('pass.lead')} />
      <Loadable load={load} again={again} failed={t('pass.failed')}>
        {({ pass, next, serverTime }) => (
          <div className="grid gap-6">
            {pass && <Season pass={pass} serverTime={serverTime} again={again} />}
            <Announced next={next} alone={pass === null} />
          </div>
        )}
      </Loadable>
    </>
  )
}

function Announced({ next, alone }: { next: PassStatus['next']; alone: boolean }) {
  const { t, language, instant } = useText()
  if (next === null && !alone) return null
  return (
    <Card className="text-center">
      {alone && (
        <p className="text-mist" data-testid="pass-none">
          {t('pass.none')}
        </p>
      )}
      {next && <p>{t('pass.next', { title: next.title[language], when: instant(next.startsAt) })}</p>}
    </Card>
  )
}

function Season({ pass, serverTime, again }: { pass: OwnPass; serverTime: string; again: () => void }) {
  const commands = usePassCommands(pass, again)
  return (
    <>
      {commands.trouble && (
        <p role="alert" data-testid="pass-trouble" className="text-sm text-rose">
          {commands.trouble}
        </p>
      )}
      <PassProgress pass={pass} serverTime={serverTime} commands={commands} />
      <CouponsCard pass={pass} commands={commands} />
      <LevelList pass={pass} commands={commands} />
      <TrackCard pass={pass} commands={commands} />
      <RulesCard pass={pass} />
    </>
  )
}
