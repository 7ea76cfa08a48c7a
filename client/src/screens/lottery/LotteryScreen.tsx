import type { LotteryReply, LotteryTable, PlayerRoomState } from '@casino-club/shared'
import { useCallback, useState } from 'react'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Trouble } from '../../text/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { OwnBalance } from '../games/OwnBalance.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { RoundScreen } from '../rounds/RoundScreen.tsx'
import { LastDrawing, NextDrawing } from './Drawings.tsx'
import { quickPick, toggled } from './pick.ts'

/** The daily lottery: tickets for the next drawing, and what the last one brought. */
export function LotteryScreen() {
  return (
    <RoundScreen game="lottery" wide>
      {(table, player) => <Lottery table={table as LotteryTable} player={player} />}
    </RoundScreen>
  )
}

function Lottery({ table, player }: { table: LotteryTable; player: PlayerRoomState }) {
  const { t } = useText()
  const { backend } = useSession()
  const ask = useCallback(() => backend.games.lottery(), [backend])
  const [load, again] = useLoad(ask)
  return (
    <Loadable load={load} again={again} failed={t('lottery.failed')}>
      {(lottery) => (
        <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
          <Ticket table={table} player={player} lottery={lottery} onBought={again} />
          <div className="min-w-0 space-y-4">
            <NextDrawing lottery={lottery} />
            <LastDrawing lottery={lottery} table={table} />
          </div>
        </div>
      )}
    </Loadable>
  )
}

interface TicketProps {
  readonly table: LotteryTable
  readonly player: PlayerRoomState
  readonly lottery: LotteryReply
  onBought(): void
}

/** A ticket that is being filled in, and what is said about it. */
function useTicket({ table, player, lottery, onBought }: TicketProps) {
  const { t, trouble: words } = useText()
  const { enterLottery, busy } = useRoom()
  const [numbers, setNumbers] = useState<number[]>([])
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [bought, setBought] = useState<readonly number[] | null>(null)
  const { picks, price } = table
  const open = lottery.next !== null && lottery.next.mayHave > 0
  const allowed = open && !busy && numbers.length === picks && player.coins >= price
  const buy = async () => {
    setTrouble(null)
    const reply = await enterLottery(numbers)
    if (!reply.ok) return setTrouble(reply.reason)
    setBought(numbers)
    setNumbers([])
    onBought()
  }
  const said = () => {
    if (trouble) return words(trouble)
    if (bought && numbers.length === 0) return t('lottery.bought', { numbers: bought.join(', ') })
    if (!open) return t(lottery.next ? 'lottery.noMore' : 'lottery.closed')
    return t('lottery.chosen', { count: numbers.length, of: picks })
  }
  return { numbers, setNumbers, allowed, buy, trouble, said: said() }
}

function Ticket(props: TicketProps) {
  const { t } = useText()
  const { numbers, setNumbers, allowed, buy, trouble, said } = useTicket(props)
  const { pool, picks, price } = props.table
  return (
    <Card title={t('lottery.ticket')} lead={t('lottery.lead', { picks, pool, price })}>
      <fieldset data-testid="lottery-numbers">
        <legend className="sr-only">{t('lottery.ticket')}</legend>
        <div className="grid grid-cols-6 gap-1.5 sm:grid-cols-10">
          {Array.from({ length: pool }, (_, index) => index + 1).map((number) => (
            <button
              key={number}
              type="button"
              aria-pressed={numbers.includes(number)}
              onClick={() => setNumbers(toggled(numbers, number, picks))}
              data-testid={`lottery-number-${number}`}
              className="aspect-square min-h-10 rounded-full border border-white/15 bg-black/30 font-semibold tabular-nums hover:bg-white/10 aria-pressed:border-gold aria-pressed:bg-gold/25 aria-pressed:text-gold"
            >
              {number}
            </button>
          ))}
        </div>
      </fieldset>
      <p
        aria-live="polite"
        data-testid="lottery-said"
        data-reason={trouble ?? undefined}
        className={`mt-4 min-h-6 ${trouble ? 'text-rose' : 'text-mist'}`}
      >
        {said}
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button data-testid="lottery-quick" onClick={() => setNumbers(quickPick(pool, picks))}>
          {t('lottery.quick')}
        </Button>
        <PlayButton allowed={allowed} data-testid="lottery-buy" onClick={() => void buy()}>
          {t('lottery.buy', { price })}
        </PlayButton>
      </div>
      <div className="mt-4">
        <OwnBalance />
      </div>
    </Card>
  )
}
