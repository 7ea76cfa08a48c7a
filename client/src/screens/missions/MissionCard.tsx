import type { OwnMission } from '@casino-club/shared'
import { useItems } from '../../items/ItemsProvider.tsx'
import { wordReward } from '../../room/word-reward.ts'
import { ForWhom } from '../../text/ForWhom.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'

interface MissionCardProps {
  readonly mission: OwnMission
  /** The mission whose rewards are being taken just now. */
  readonly claiming: string | null
  claim(mission: OwnMission): void
}

/** A mission: what it asks, how far one is, what it pays. */
export function MissionCard({ mission, claiming, claim }: MissionCardProps) {
  const text = useText()
  const { t, language, whole } = text
  const { nameIn } = useItems()
  const { id, target, progress, status } = mission
  const title = mission.title[language]
  const about = mission.description[language]
  const what = mission.rewards.map((reward) => wordReward(reward, text, nameIn)).join(t('reward.between'))
  return (
    <li data-mission={id} data-status={status} className="glass flex flex-col gap-3 rounded-2xl px-5 py-4">
      <div className="min-w-0">
        <h3 className="text-lg break-words">{title}</h3>
        {about && <p className="text-sm break-words text-mist">{about}</p>}
        <div className="text-sm text-mist">
          <ForWhom audience={mission.audience} />
        </div>
      </div>
      <progress
        className="h-2 w-full accent-gold"
        max={target}
        value={progress}
        aria-label={t('missions.progressOf', { title })}
        aria-valuetext={t('missions.progress', { progress: whole(progress), target: whole(target) })}
      />
      <p className="flex flex-wrap justify-between gap-x-4 text-sm text-mist">
        <span className="tabular-nums">
          {t('missions.progress', { progress: whole(progress), target: whole(target) })}
        </span>
        <span className="break-words">{t('missions.rewards', { what })}</span>
      </p>
      {status === 'done' ? (
        <Button
          look="gold"
          disabled={claiming !== null}
          onClick={() => claim(mission)}
          aria-label={t('missions.claimOf', { title })}
        >
          {claiming === id ? t('missions.claiming') : t('missions.claim')}
        </Button>
      ) : (
        <p className="text-sm font-semibold">{t(`missions.${status}`)}</p>
      )}
    </li>
  )
}
