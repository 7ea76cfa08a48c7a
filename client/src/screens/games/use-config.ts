import { useCallback } from 'react'
import type { ApiResult } from '../../api/http.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useLoad } from '../../ui/Loadable.tsx'
import type { GameConfig, GameId } from './contract.ts'

/** A game's odds in force, asked for when the screen opens. */
export function useGameConfig<G extends GameId>(game: G) {
  const { backend } = useSession()
  const ask = useCallback((): Promise<ApiResult<GameConfig<G>>> => backend.odds.of(game), [backend, game])
  return useLoad(ask)
}
