import type { CrashTable, PlayerRoomState } from '@casino-club/shared'
import { useEffect, useRef, useState } from 'react'
import { useSound } from '../../sound/SoundProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Field } from '../../ui/Field.tsx'
import { Placeholder } from '../../ui/Loadable.tsx'
import { BetField, useBet } from '../games/BetField.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { RoundScreen } from '../rounds/RoundScreen.tsx'
import { CrashResult } from './CrashResult.tsx'
import { type CrashShown, times } from './crash-view.ts'
import { Flight } from './Flight.tsx'
import { LastPoints, RoundProof, Seats } from './TableCards.tsx'
import { useCrash } from './use-crash.ts'

/** Crash: one flight for everybody at the table, and one's own moment to leave it. */
export function CrashScreen() {
  return (
    <RoundScreen game="crash" wide>
      {(table, player) => <Crash table={table as CrashTable} player={player} />}
    </RoundScreen>
  )
}

function Crash({ table, player }: { table: CrashTable; player: PlayerRoomState }) {
  const { t, trouble } = useText()
  const crash = useCrash()
  const { status, shown } = crash
  useFlightSounds(shown)
  if (status === 'refused') return <p role="alert">{trouble(crash.trouble ?? 'INTERNAL')}</p>
  if (!shown) return <Placeholder label={t('app.loading')} />
  return (
    <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
      <div className="min-w-0 space-y-4">
        {status === 'open' ? null : (
          <p role="status" className="text-gold">
            {t('crash.reconnecting')}
          </p>
        )}
        <Flight shown={shown} />
        <CrashResult shown={shown} answer={crash.answer} />
        <Controls table={table} player={player} shown={shown} crash={crash} />
      </div>
      <div className="min-w-0 space-y-4">
        <LastPoints last={shown.last} />
        <Seats shown={shown} />
        <RoundProof shown={shown} table={table} />
      </div>
    </div>
  )
}

interface ControlsProps {
  readonly table: CrashTable
  readonly player: PlayerRoomState
  readonly shown: CrashShown
  readonly crash: ReturnType<typeof useCrash>
}

/** Hundredths from what was typed; null for nothing, undefined for what cannot be. */
export function readAuto(text: string, table: Pick<CrashTable, 'maxMultiplier'>): number | null | undefined {
  if (text.trim() === '') return null
  const hundredths = Math.round(Number(text.replace(',', '.')) * 100)
  return hundredths >= 101 && hundredths <= table.maxMultiplier * 100 ? hundredths : undefined
}

function Controls({ table, player, shown, crash }: ControlsProps) {
  const { t, whole } = useText()
  const { own, phase, roundId, multiplier } = shown
  const inAir = own !== null && own.cashedOutAt === 0 && phase === 'flying'
  const stake = useBet(table, player, own !== null)
  const [autoText, setAutoText] = useState('')
  const auto = readAuto(autoText, table)
  const mayBet = phase === 'betting' && own === null && !crash.busy && stake.trouble === null && auto !== undefined
  return (
    <div className="glass grid gap-5 rounded-3xl p-5 sm:p-6">
      {inAir ? (
        <PlayButton
          allowed={!crash.busy}
          data-testid="crash-cash-out"
          onClick={() => void crash.cashOut(roundId)}
          className="min-h-20 text-xl"
        >
          {t('crash.cashOut', { win: whole(Math.floor((own.bet * multiplier) / 100)) })}
        </PlayButton>
      ) : (
        <PlayButton
          allowed={mayBet}
          data-testid="crash-bet"
          onClick={() => void crash.bet(roundId, stake.bet, auto ?? null)}
          className="min-h-20 text-xl"
        >
          {t(own ? 'crash.betPlaced' : 'crash.bet', { bet: own?.bet ?? stake.bet })}
        </PlayButton>
      )}
      <BetField {...stake} />
      <Field
        label={t('crash.auto')}
        hint={t('crash.autoHint')}
        error={auto === undefined ? t('crash.autoWrong', { max: times(table.maxMultiplier * 100) }) : null}
        inputMode="decimal"
        data-testid="crash-auto"
        value={autoText}
        onChange={(event) => setAutoText(event.target.value)}
      />
    </div>
  )
}

/** A sound when bets open and one for a cash-out above the stake; the crash itself is quiet. */
function useFlightSounds(shown: CrashShown | null) {
  const { sounds } = useSound()
  const cashedOutAt = shown?.own?.cashedOutAt ?? 0
  const phase = shown?.phase
  const before = useRef(phase)
  useEffect(() => {
    if (phase === 'flying' && before.current !== 'flying') sounds.start()
    if (phase === 'crashed' && before.current === 'flying') sounds.settle()
    before.current = phase
  }, [phase, sounds])
  useEffect(() => {
    if (cashedOutAt > 0) sounds.win(cashedOutAt / 100)
  }, [cashedOutAt, sounds])
}
