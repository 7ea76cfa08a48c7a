import type { StreakCalendar } from '@casino-club/shared'
import { useCallback, useState } from 'react'
import type { StreakStanding } from '../../api/streak.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { AttendanceMonth } from './AttendanceMonth.tsx'
import { useRewardWords } from './use-reward-words.ts'

/** One's days in a row, what the next one brings, and the month they stand in. */
export function AttendanceCard({ className }: { className?: string }) {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.streak.standing)
  return (
    <Card title={t('streak.title')} lead={t('streak.lead')} {...(className && { className })}>
      <Loadable load={load} again={again} failed={t('streak.failed')}>
        {(standing) => <Standing standing={standing} again={again} />}
      </Loadable>
    </Card>
  )
}

function Standing({ standing, again }: { standing: StreakStanding; again: () => void }) {
  const text = useText()
  const { t } = text
  const words = useRewardWords()
  const { tick, isTicking, trouble } = useTick(again)
  const { status, next, calendar } = standing
  return (
    <div className="grid gap-6 md:grid-cols-2" data-testid="attendance" data-count={status.count}>
      <div className="flex flex-col gap-2">
        <p className="text-2xl font-semibold">
          {status.count === 0 ? t('streak.none') : t('streak.days', { count: status.count })}
        </p>
        <p className="text-sm text-mist">
          {t('streak.best', { count: status.best })} · {t('streak.shields', { count: status.shields })}
        </p>
        <Missed status={status} />
        <p>{t('streak.next', { day: next.count, reward: words(next.reward) })}</p>
        {trouble && (
          <p role="alert" className="text-sm text-rose">
            {trouble}
          </p>
        )}
        {status.tickDay === null ? (
          <p className="mt-auto text-sm text-mist" data-testid="streak-done">
            {t('streak.done')} · {t('streak.again', { when: text.instant(status.resetsAt) })}
          </p>
        ) : (
          <Button
            look="gold"
            className="mt-auto self-start"
            disabled={isTicking}
            onClick={() => void tick()}
            data-testid="streak-tick"
          >
            {isTicking ? t('streak.collecting') : t('streak.collect')}
          </Button>
        )}
      </div>
      <MonthPages key={JSON.stringify(calendar.days)} first={calendar} today={status.today} />
    </div>
  )
}

function Missed({ status: { lost, missedDays, graceUntil } }: { status: StreakStanding['status'] }) {
  const { t, instant } = useText()
  if (lost > 0) return <p className="text-sm text-rose">{t('streak.lost', { count: lost })}</p>
  return (
    <>
      {graceUntil && <p className="text-sm text-gold">{t('streak.grace', { when: instant(graceUntil) })}</p>}
      {missedDays > 0 && <p className="text-sm text-gold">{t('streak.saves', { count: missedDays })}</p>}
    </>
  )
}

/** The month of today, and those before it on demand. */
function MonthPages({ first, today }: { first: StreakCalendar; today: string }) {
  const { t, trouble: wordTrouble } = useText()
  const { backend } = useSession()
  const [calendar, setCalendar] = useState(first)
  const [trouble, setTrouble] = useState<string | null>(null)
  const turn = async (by: number) => {
    const month = monthBeside(calendar.month, by)
    const result = await backend.streak.calendar(month)
    setTrouble(result.ok ? null : wordTrouble(result.trouble))
    if (result.ok) setCalendar(result.value)
  }
  return (
    <div>
      <AttendanceMonth calendar={calendar} today={today} />
      {trouble && (
        <p role="alert" className="text-sm text-rose">
          {trouble}
        </p>
      )}
      <div className="mt-2 flex justify-between">
        <Button onClick={() => void turn(-1)} data-testid="month-before">
          {t('streak.before')}
        </Button>
        <Button disabled={calendar.month >= today.slice(0, 7)} onClick={() => void turn(1)} data-testid="month-after">
          {t('streak.after')}
        </Button>
      </div>
    </div>
  )
}

const MONTH_CHARS = 7

function monthBeside(month: string, by: number): string {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + by)
  return date.toISOString().slice(0, MONTH_CHARS)
}

/** Ticks today, once a press, and tells what came of it. */
function useTick(again: () => void) {
  const { trouble: wordTrouble } = useText()
  const { backend } = useSession()
  const words = useRewardWords()
  const notify = useNotify()
  const [isTicking, setTicking] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const tick = useCallback(async () => {
    setTicking(true)
    setTrouble(null)
    const result = await backend.streak.tick()
    setTicking(false)
    if (result.ok) {
      const { count: day, reward } = result.value
      notify(({ t }) => t('streak.collected', { day, reward: words(reward) }))
    } else setTrouble(wordTrouble(result.trouble))
    again()
  }, [backend, notify, again, words, wordTrouble])
  return { tick, isTicking, trouble }
}
