import { type Stake, useRoom } from '../../room/RoomProvider.tsx'
import { useSound } from '../../sound/SoundProvider.tsx'
import type { Choices, GameId, GameOutcome } from './contract.ts'
import type { PlayPhase } from './PlayResult.tsx'
import { usePlayPhase } from './use-play-phase.ts'

/** Where a play is. */
export type Play<G extends GameId> = PlayPhase<GameOutcome<G>>

/** Plays a game, and tells the screen how far the play is. */
export function usePlay<G extends GameId>(game: G) {
  const { play: ask, recoveredPlay } = useRoom()
  const { sounds } = useSound()
  const recovered = recoveredPlay?.game === game ? (recoveredPlay.outcome as unknown as GameOutcome<G>) : null
  const { start, ...phase } = usePlayPhase<GameOutcome<G>>(game, recovered, sounds.settle)
  return { ...phase, start: (choice: Choices[G], stake: Stake) => start(() => ask(game, choice, stake)) }
}
