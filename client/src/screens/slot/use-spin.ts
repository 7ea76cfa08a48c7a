import type { SlotSpinOutcome } from '@casino-club/shared'
import { useRoom } from '../../room/RoomProvider.tsx'
import type { PlayPhase } from '../games/PlayResult.tsx'
import { usePlayPhase } from '../games/use-play-phase.ts'

/** Where a spin is. */
export type Spin = PlayPhase<SlotSpinOutcome>

/** Spins, and tells the screen how far the spin is. Its reels are heard one by one. */
export function useSpin() {
  const room = useRoom()
  const { play, start, ...phase } = usePlayPhase<SlotSpinOutcome>('slot', room.recovered)
  return { ...phase, spin: play, start: (bet: number) => start(() => room.spin(bet)) }
}
