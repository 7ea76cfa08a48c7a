import type { OwnAchievement } from '@casino-club/shared'
import { useItems } from '../../items/ItemsProvider.tsx'
import { wordReward } from '../../room/word-reward.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'

interface AchievementCardProps {
  readonly achievement: OwnAchievement
  readonly isBusy: boolean
  claim(): void
}

/** An achievement: what it asks and pays, and how far one is; of a hidden one, that there is one. */
export function AchievementCard(props: AchievementCardProps) {
  const { t, language } = useText()
  const { id, status, title, description } = props.achievement
  return (
    <li data-achievement={id} data-status={status} className="glass flex flex-col gap-3 rounded-2xl px-5 py-4">
      <div className="min-w-0">
        <h2 className="text-lg break-words">{title ? title[language] : t('achievements.hidden')}</h2>
        <p className="text-sm break-words text-mist">
          {description ? description[language] : t('achievements.hiddenLead')}
        </p>
      </div>
      {title && <Details {...props} title={title[language]} />}
    </li>
  )
}

function Details({ achievement, isBusy, claim, title }: AchievementCardProps & { readonly title: string }) {
  const text = useText()
  const { t, instant } = text
  const { nameIn } = useItems()
  const { status, progress, target, rewards, period, until, parts, unlockedAt } = achievement
  const far = { progress: progress ?? 0, target: target ?? 0 }
  const what = (rewards ?? []).map((reward) => wordReward(reward, text, nameIn)).join(t('reward.between'))
  const has = parts.filter((part) => part.has).length
  return (
    <>
      <progress
        className="h-2 w-full accent-gold"
        max={far.target}
        value={far.progress}
        aria-label={t('achievements.progressOf', { title })}
        aria-valuetext={t('achievements.progress', far)}
      />
      <p className="flex flex-wrap justify-between gap-x-4 text-sm text-mist">
        <span className="tabular-nums">
          {parts.length > 0 ? t('achievements.parts', { has, count: parts.length }) : t('achievements.progress', far)}
        </span>
        <span className="break-words">{t('achievements.rewards', { what })}</span>
      </p>
      {period !== 'ever' && <p className="text-xs text-mist">{t(`achievements.${period}`)}</p>}
      {until && <p className="text-xs text-mist">{t('achievements.until', { when: instant(until) })}</p>}
      {status === 'unlocked' ? (
        <Button look="gold" disabled={isBusy} onClick={claim} aria-label={t('achievements.claimOf', { title })}>
          {t('achievements.claim')}
        </Button>
      ) : (
        <p className="text-sm font-semibold">
          {status === 'claimed'
            ? t('achievements.claimed', { when: instant(unlockedAt ?? 0) })
            : t(`achievements.${status}`)}
        </p>
      )}
    </>
  )
}
