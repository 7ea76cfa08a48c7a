import type { MatchTable, PlayerRoomState } from '@casino-club/shared'
import { useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { OwnBalance } from '../games/OwnBalance.tsx'
import { PlayButton } from '../games/PlayButton.tsx'
import { RoundScreen } from '../rounds/RoundScreen.tsx'
import { Match } from './Match.tsx'

/** Rock, paper, scissors against another player, for the same stake on both sides. */
export function MatchScreen() {
  return (
    <RoundScreen game="match">{(table, player) => <Stakes table={table as MatchTable} player={player} />}</RoundScreen>
  )
}

function Stakes({ table, player }: { table: MatchTable; player: PlayerRoomState }) {
  const { t } = useText()
  const [playing, setPlaying] = useState<{ stake: number; number: number } | null>(null)
  if (playing) {
    return (
      <Match key={playing.number} stake={playing.stake} userId={player.userId}>
        <Button
          data-testid="match-again"
          onClick={() => setPlaying({ stake: playing.stake, number: playing.number + 1 })}
        >
          {t('match.again')}
        </Button>
        <Button data-testid="match-leave" onClick={() => setPlaying(null)}>
          {t('match.leave')}
        </Button>
      </Match>
    )
  }
  return (
    <Card title={t('match.stakes')} lead={t('match.lead', { seconds: table.commitSeconds, throws: table.maxThrows })}>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {table.stakes.map((stake) => (
          <PlayButton
            key={stake}
            allowed={player.coins >= stake}
            data-testid={`match-stake-${stake}`}
            onClick={() => setPlaying({ stake, number: 0 })}
          >
            {t('match.stake', { stake })}
          </PlayButton>
        ))}
      </div>
      <div className="mt-4">
        <OwnBalance />
      </div>
      <p className="mt-4 text-sm text-mist">{t('match.rules')}</p>
    </Card>
  )
}
