import type { PlayerRoomState, SlotTable } from '@casino-club/shared'
import { useRoom } from '../../room/RoomProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { PlayResult } from '../games/PlayResult.tsx'
import { betLimits } from '../slot/bet.ts'
import { Reels } from '../slot/Reels.tsx'
import { useOdds } from '../slot/use-odds.ts'
import { useSpin } from '../slot/use-spin.ts'
import { wordResult } from '../slot/word-result.ts'
import { NextButton } from './NextButton.tsx'
import type { Tutorial } from './use-tutorial.ts'

/** One spin of the slot for its lowest bet; where it cannot be, how one plays. Nobody has to play to go on. */
export function FirstPlayStep({ tutorial }: { tutorial: Tutorial }) {
  const { t } = useText()
  const { player, status } = useRoom()
  const { load } = useOdds()
  const table = load.status === 'loaded' ? load.value.table : null
  const playable = tutorial.standing.closed === null && status !== 'shut'
  if (!playable || load.status === 'failed' || (player && table && player.coins < betLimits(table, player.rank).min)) {
    return <HowTo tutorial={tutorial} />
  }
  if (player === null || table === null) return <p role="status">{t('app.loading')}</p>
  return <FirstSpin tutorial={tutorial} table={table} player={player} />
}

function HowTo({ tutorial }: { tutorial: Tutorial }) {
  const { t } = useText()
  return (
    <Card title={t('tutorial.firstPlay.title')}>
      <p data-testid="tutorial-how-to">{t('tutorial.firstPlay.howTo')}</p>
      <NextButton tutorial={tutorial} step="firstPlay" />
    </Card>
  )
}

interface FirstSpinProps {
  readonly tutorial: Tutorial
  readonly table: SlotTable
  readonly player: PlayerRoomState
}

function FirstSpin({ tutorial, table, player }: FirstSpinProps) {
  const text = useText()
  const { t } = text
  const { status } = useRoom()
  const { spin, busy, start, stopped } = useSpin()
  const { min } = betLimits(table, player.rank)
  const over = spin.phase === 'shown' || spin.phase === 'refused'
  return (
    <Card title={t('tutorial.firstPlay.title')} lead={t('tutorial.firstPlay.text', { count: min })}>
      <Reels symbols={table.symbols.map(({ id }) => id)} spin={spin} onStopped={stopped} />
      <PlayResult
        game="slot"
        play={spin}
        words={{
          ready: t('slot.ready'),
          waiting: t('slot.spinning'),
          shown: (outcome) => wordResult(outcome, text),
        }}
      />
      {spin.phase === 'refused' && <p className="text-mist">{t('tutorial.firstPlay.howTo')}</p>}
      <div className="flex flex-wrap items-center gap-3">
        {/* It stays where the focus is, also when it has been played. */}
        <PlayButton
          className="mt-5"
          data-testid="tutorial-spin"
          allowed={!(busy || over) && status === 'open'}
          onClick={() => void start(min)}
        >
          {busy ? t('slot.spinning') : t('tutorial.firstPlay.spin', { count: min })}
        </PlayButton>
        <NextButton tutorial={tutorial} step="firstPlay" {...(!over && { words: t('tutorial.firstPlay.without') })} />
      </div>
    </Card>
  )
}
