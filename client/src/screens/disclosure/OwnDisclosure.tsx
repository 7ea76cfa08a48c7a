import { useRoom } from '../../room/RoomProvider.tsx'
import { DisclosureScreen } from './DisclosureScreen.tsx'

/** The disclosure for who is logged in: with his own counter, as the room tells it. */
export function OwnDisclosure() {
  return <DisclosureScreen pity={useRoom().player?.pity ?? null} />
}
