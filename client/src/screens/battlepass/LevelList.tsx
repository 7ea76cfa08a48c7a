import { type OwnPass, PASS_TRACKS, type PassClaim, type Reward } from '@casino-club/shared'
import { useItems } from '../../items/ItemsProvider.tsx'
import { wordReward } from '../../room/word-reward.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import type { PassCommands } from './use-pass-commands.ts'

interface LevelListProps {
  readonly pass: OwnPass
  readonly commands: PassCommands
}

const holds = (claims: readonly PassClaim[], { level, track }: PassClaim) =>
  claims.some((claim) => claim.level === level && claim.track === track)

/** Every level with what it holds on each track: taken, waiting, or locked and shown all the same. */
export function LevelList({ pass, commands }: LevelListProps) {
  const { t } = useText()
  return (
    <Card title={t('pass.levels')}>
      <ol className="grid gap-2.5">
        {pass.levels.map((held, index) => {
          const level = index + 1
          const isReached = level <= pass.level
          return (
            <li
              key={held.xp}
              data-level={level}
              className={`glass grid gap-3 rounded-2xl px-4 py-3 sm:grid-cols-[8rem_1fr_1fr] ${isReached ? 'border-gold/40' : ''}`}
            >
              <p className="flex items-baseline justify-between gap-2 sm:flex-col sm:justify-start">
                <strong>{t('pass.levelOf', { level })}</strong>
                <span className="text-sm text-mist">{t('pass.needs', { xp: held.xp })}</span>
              </p>
              {PASS_TRACKS.map((track) => (
                <Place key={track} pass={pass} commands={commands} place={{ level, track }} rewards={held[track]} />
              ))}
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

interface PlaceProps extends LevelListProps {
  readonly place: PassClaim
  readonly rewards: readonly Reward[]
}

function Place({ pass, commands, place, rewards }: PlaceProps) {
  const text = useText()
  const { t } = text
  const { nameIn } = useItems()
  const { level, track } = place
  const what = rewards.map((reward) => wordReward(reward, text, nameIn)).join(t('reward.between'))
  const state = placeState(pass, place)
  return (
    <div className="flex min-w-0 flex-col items-start gap-1" data-track={track} data-state={state}>
      <p className="text-xs font-semibold tracking-wide text-gold uppercase">{t(`pass.${track}`)}</p>
      <p className="text-sm break-words">{rewards.length === 0 ? t('pass.nothing') : what}</p>
      {state === 'earned' && (
        <Button
          disabled={commands.isBusy}
          onClick={() => commands.claim(place)}
          aria-label={t('pass.takeOf', { level, track: t(`pass.${track}`) })}
        >
          {t('pass.take')}
        </Button>
      )}
      {rewards.length > 0 && state !== 'earned' && <p className="text-xs text-mist">{t(`pass.${state}`)}</p>}
    </div>
  )
}

function placeState(pass: OwnPass, place: PassClaim): 'taken' | 'earned' | 'onPaid' | 'locked' {
  if (holds(pass.claims, place)) return 'taken'
  if (holds(pass.earned, place) && !pass.over) return 'earned'
  return place.track === 'paid' && !pass.paid ? 'onPaid' : 'locked'
}
