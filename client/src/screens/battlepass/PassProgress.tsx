import type { OwnPass } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import type { PassCommands } from './use-pass-commands.ts'

const DAY_MS = 86_400_000

/** An instant as UTC has it, to the minute. */
const utcOf = (iso: string) => iso.slice(0, 16).replace('T', ' ')

interface PassProgressProps {
  readonly pass: OwnPass
  readonly serverTime: string
  readonly commands: PassCommands
}

/** How far one is in a season, until when it runs, and what waits. */
export function PassProgress({ pass, serverTime, commands }: PassProgressProps) {
  const { t, language, instant } = useText()
  const { level, levels, earned, over, endsAt } = pass
  const days = Math.ceil((Date.parse(endsAt) - Date.parse(serverTime)) / DAY_MS)
  return (
    <Card title={pass.title[language]} lead={t('pass.until', { when: instant(endsAt), utc: utcOf(endsAt) })}>
      <div className="flex flex-col gap-3" data-testid="pass" data-level={level} data-xp={pass.xp}>
        <p className="flex flex-wrap justify-between gap-x-4">
          <span className="text-2xl font-semibold">{t('pass.level', { level, levels: levels.length })}</span>
          {!over && <span className="text-mist">{t('pass.daysLeft', { count: days })}</span>}
        </p>
        <XpBar pass={pass} />
        {over ? <p>{t('pass.over')}</p> : <Today pass={pass} />}
        {earned.length > 0 && !over && (
          <Button
            look="gold"
            className="self-start"
            disabled={commands.isBusy}
            onClick={commands.claimAll}
            data-testid="pass-claim-all"
          >
            {t('pass.takeAll', { count: earned.length })}
          </Button>
        )}
      </div>
    </Card>
  )
}

function XpBar({ pass: { xp, level, levels } }: { pass: OwnPass }) {
  const { t } = useText()
  const next = levels[level]
  if (next === undefined) return <p>{t('pass.xpAll')}</p>
  const words = t('pass.xpTo', { xp, needed: next.xp, level: level + 1 })
  return (
    <>
      <progress
        className="h-2 w-full accent-gold"
        max={next.xp}
        value={xp}
        aria-label={t('pass.levelOf', { level: level + 1 })}
        aria-valuetext={words}
      />
      <p className="text-sm tabular-nums">{words}</p>
    </>
  )
}

function Today({ pass: { playXpToday, rules } }: { pass: OwnPass }) {
  const { t } = useText()
  if (rules.play === 0 || rules.playADay === 0) return null
  return (
    <p className="text-sm text-mist" data-testid="pass-today">
      {t('pass.today', { xp: playXpToday, most: rules.playADay })}{' '}
      {playXpToday >= rules.playADay && t('pass.todayDone')}
    </p>
  )
}
