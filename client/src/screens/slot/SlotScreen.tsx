import type { PlayerRoomState, SlotTable } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Loadable, Placeholder } from '../../ui/Loadable.tsx'
import { PlayResult } from '../games/PlayResult.tsx'
import { BetControls } from './BetControls.tsx'
import { betLimits, betTrouble, firstBet } from './bet.ts'
import { Reels } from './Reels.tsx'
import { useOdds } from './use-odds.ts'
import { type Spin, useSpin } from './use-spin.ts'
import { useSpinKeys } from './use-spin-keys.ts'
import { VisitLine } from './VisitLine.tsx'
import { wordResult } from './word-result.ts'

/** The slot. Its odds and the player's state must both be known before anything can be bet. */
export function SlotScreen() {
  const { t } = useText()
  const { player } = useRoom()
  const { load, again } = useOdds()
  return (
    <div className="mx-auto max-w-2xl">
      <div className="mb-4 flex items-end justify-between gap-4">
        <h1 className="gold-text text-3xl sm:text-4xl">{t('slot.title')}</h1>
        <p className="flex gap-4 pb-1 text-sm font-semibold text-gold">
          <Link to="/odds" className="underline-offset-4 hover:underline">
            {t('slot.oddsLink')}
          </Link>
          <Link to="/fairness" className="underline-offset-4 hover:underline">
            {t('slot.fairLink')}
          </Link>
        </p>
      </div>
      <Loadable load={load} again={again} failed={t('odds.failed')}>
        {({ table }) => (player ? <Machine table={table} player={player} /> : <Placeholder label={t('app.loading')} />)}
      </Loadable>
    </div>
  )
}

function Machine({ table, player }: { table: SlotTable; player: PlayerRoomState }) {
  const { t } = useText()
  const { status } = useRoom()
  const { spin, busy, start, stopped } = useSpin()
  const limits = betLimits(table, player.rank)
  const [bet, setBet] = useState(() => firstBet(limits, player.coins))
  const symbols = table.symbols.map((symbol) => symbol.id)
  // While a spin is under way its stake is already gone; it says nothing about the next bet.
  const trouble = busy ? null : betTrouble(bet, limits, player.coins)

  const play = () => {
    if (!busy && status === 'open' && trouble === null) void start(bet)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    play()
  }
  useSpinKeys(play)

  return (
    <>
      <Reels symbols={symbols} spin={spin} onStopped={stopped} />
      <SpinResult spin={spin} />
      <form
        onSubmit={submit}
        noValidate
        onKeyDown={(event) => event.repeat && event.key === 'Enter' && event.preventDefault()}
        className="glass grid gap-5 rounded-3xl p-5 sm:grid-cols-[1fr_auto] sm:items-center sm:gap-8 sm:p-6"
      >
        <BetControls
          bet={bet}
          limits={limits}
          trouble={trouble && t(`slot.${trouble}`, { min: limits.min, max: limits.max, coins: player.coins })}
          onChange={setBet}
        />
        <div className="order-first text-center sm:order-none">
          <SpinButton busy={busy} allowed={!busy && status === 'open' && trouble === null} />
          <p className="mt-2 hidden text-xs text-mist sm:block">{t('slot.keys')}</p>
        </div>
      </form>
      <VisitLine />
    </>
  )
}

/** While it may not spin it stays where the focus is and says so. */
function SpinButton({ busy, allowed }: { busy: boolean; allowed: boolean }) {
  const { t } = useText()
  return (
    <Button
      type="submit"
      look="gold"
      data-testid="spin"
      aria-disabled={!allowed}
      className="min-h-16 w-full px-12 text-xl aria-disabled:cursor-not-allowed aria-disabled:opacity-55 sm:size-36 sm:px-0"
    >
      {busy ? t('slot.spinning') : t('slot.spin')}
    </Button>
  )
}

/** How the spin went, and what the streak added to it. */
function SpinResult({ spin }: { spin: Spin }) {
  const text = useText()
  const { t } = text
  return (
    <PlayResult
      game="slot"
      play={spin}
      words={{
        ready: t('slot.ready'),
        waiting: t('slot.spinning'),
        shown: (outcome) => wordResult(outcome, text),
        beside: ({ bonusPercent }) => (bonusPercent > 0 ? t('slot.bonus', { percent: bonusPercent }) : null),
      }}
    />
  )
}
