import { useEffect, useState, useSyncExternalStore } from 'react'
import { useSession } from '../session/SessionProvider.tsx'
import { SharedRoom, type SharedRoomDeps, type SharedView } from './shared-room.ts'

type Asked<State, Shown> = Pick<SharedRoomDeps<State, Shown>, 'name' | 'options' | 'show' | 'rejoins'>

const NOT_YET: SharedView<never> = { status: 'connecting', shown: null, trouble: null }
const subscribeToNothing = () => () => undefined

/** Joins a room that players share while its screen is open. `asked` must stay the same object. */
export function useSharedRoom<State, Shown>(asked: Asked<State, Shown>) {
  const { backend } = useSession()
  const [room, setRoom] = useState<SharedRoom<State, Shown> | null>(null)
  useEffect(() => {
    const opened = new SharedRoom<State, Shown>({ ...asked, tokens: backend.tokens, findUrl: backend.findGameUrl })
    setRoom(opened)
    void opened.start()
    return () => opened.close()
  }, [backend, asked])
  const view = useSyncExternalStore<SharedView<Shown>>(
    room?.subscribe ?? subscribeToNothing,
    room?.snapshot ?? (() => NOT_YET),
  )
  return { ...view, room }
}
