import type { OwnAchievement } from '@casino-club/shared'
import { useEffect, useRef, useState } from 'react'
import { useItems } from '../../items/ItemsProvider.tsx'
import { useRoom } from '../../room/RoomProvider.tsx'
import { wordRewards } from '../../room/word-reward.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { AchievementCard } from './AchievementCard.tsx'

/** Events are counted a moment after they happened, without a version of the player that would tell of it. */
const EVERY_MS = 5_000

/** One's achievements. */
export function AchievementsScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const { player } = useRoom()
  const [load, again] = useLoad(backend.achievements.own)
  const { claim, isBusy, trouble } = useClaim(again)
  const version = player?.version
  // biome-ignore lint/correctness/useExhaustiveDependencies: every version of the player asks again
  useEffect(again, [version, again])
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  return (
    <>
      <ScreenTitle title={t('achievements.title')} lead={t('achievements.lead')} />
      {trouble && (
        <p role="alert" className="mb-4 text-sm text-rose">
          {trouble}
        </p>
      )}
      <Loadable load={load} again={again} failed={t('achievements.failed')}>
        {({ achievements }) =>
          achievements.length === 0 ? (
            <Card className="text-center">
              <p className="text-mist">{t('achievements.empty')}</p>
            </Card>
          ) : (
            <ul className="grid gap-2.5 sm:grid-cols-2" data-testid="achievements">
              {achievements.map((achievement) => (
                <AchievementCard
                  key={achievement.id}
                  achievement={achievement}
                  isBusy={isBusy}
                  claim={() => void claim(achievement)}
                />
              ))}
            </ul>
          )
        }
      </Loadable>
    </>
  )
}

/** Takes the rewards of an achievement and says what came; `done` hears of every answer. */
function useClaim(done: () => void) {
  const { backend } = useSession()
  const { nameIn } = useItems()
  const notify = useNotify()
  const { trouble: wordTrouble } = useText()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  // A second click can come before the state of the first has been rendered.
  const busy = useRef(false)
  const claim = async (achievement: OwnAchievement) => {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setTrouble(null)
    const result = await backend.achievements.claim(achievement)
    busy.current = false
    setBusy(false)
    done()
    if (result.ok) notify((text) => wordRewards(result.value.rewards, '', text, nameIn))
    else setTrouble(wordTrouble(result.trouble))
  }
  return { claim, isBusy, trouble }
}
