import { gentleFirst, MISSION_PERIODS, type OwnMission } from '@casino-club/shared'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { MissionCard } from './MissionCard.tsx'
import { useClaim } from './use-claim.ts'

/** Events are counted a moment after they happened, without a version of the player that would tell of it. */
const EVERY_MS = 5_000

/** What there is to do today and this week. */
export function MissionsScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const { player } = useRoom()
  const [load, again] = useLoad(backend.missions.open)
  const [mood] = useLoad(backend.mood.today)
  const isGentle = mood.status === 'loaded' && mood.value.kindness.gentleMissions
  const { claim, claiming, trouble } = useClaim(again)
  const version = player?.version
  // biome-ignore lint/correctness/useExhaustiveDependencies: every version of the player asks again
  useEffect(again, [version, again])
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  return (
    <>
      <ScreenTitle title={t('missions.title')} lead={t('missions.lead')} />
      <Link
        to="/achievements"
        data-testid="missions-achievements"
        className="mb-4 inline-block font-semibold text-gold hover:underline"
      >
        {t('achievements.link')} →
      </Link>
      {trouble && (
        <p role="alert" data-testid="missions-trouble" className="mb-4 text-sm text-rose">
          {trouble}
        </p>
      )}
      <Loadable load={load} again={again} failed={t('missions.failed')}>
        {({ missions }) => (
          <div className="grid gap-6" data-testid="missions">
            {missions.length === 0 && (
              <Card className="text-center">
                <p className="text-mist">{t('missions.empty')}</p>
              </Card>
            )}
            {MISSION_PERIODS.map((period) => (
              <MissionsOf
                key={period}
                period={period}
                missions={(isGentle ? gentleFirst(missions) : missions).filter((mission) => mission.period === period)}
                claiming={claiming}
                claim={(mission) => void claim(mission)}
              />
            ))}
          </div>
        )}
      </Loadable>
    </>
  )
}

interface MissionsOfProps {
  readonly period: OwnMission['period']
  readonly missions: readonly OwnMission[]
  readonly claiming: string | null
  claim(mission: OwnMission): void
}

/** The missions of the day, or of the week, and when they end. */
function MissionsOf({ period, missions, claiming, claim }: MissionsOfProps) {
  const { t, instant } = useText()
  const [first] = missions
  if (first === undefined) return null
  return (
    <Card title={t(`missions.${period}`)} lead={t('missions.ends', { when: instant(first.endsAt) })}>
      <ul className="grid gap-2.5 sm:grid-cols-2">
        {missions.map((mission) => (
          <MissionCard key={mission.id} mission={mission} claiming={claiming} claim={claim} />
        ))}
      </ul>
    </Card>
  )
}
