import { useCallback } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { kindsOf } from '../rounds/kinds-of.ts'
import type { RoundGameId } from '../rounds/round-games.ts'
import { PublishedTable } from './GameOdds.tsx'
import { KindPicker } from './KindPicker.tsx'
import { KindSummary } from './KindSummary.tsx'

/** The exact odds of a game that is played in rounds. */
export function RoundOdds({ game }: { game: RoundGameId }) {
  const { t } = useText()
  const { backend } = useSession()
  const ask = useCallback(() => backend.odds.inForce(game), [backend, game])
  const [load, again] = useLoad(ask)
  return (
    <Loadable load={load} again={again} failed={t('odds.failed')}>
      {(config) => (
        <div data-testid="game-odds" data-game={game} className="space-y-4">
          <KindSummary kinds={kindsOf(config.analysis)} />
          <KindPicker kinds={kindsOf(config.analysis)} />
          <PublishedTable config={config} />
        </div>
      )}
    </Loadable>
  )
}
