import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react'
import { createSounds, type Sounds } from './sounds.ts'

const STORAGE_KEY = 'casino-club.muted'

export interface Sound {
  readonly muted: boolean
  setMuted(muted: boolean): void
  readonly sounds: Sounds
}

const SoundContext = createContext<Sound | null>(null)

/** Keeps whether the player wants sound, for this browser. */
export function SoundProvider({ children }: { children: ReactNode }) {
  const [muted, setMuted] = useState(() => localStorage.getItem(STORAGE_KEY) === '1')
  const current = useRef(muted)
  const [sounds] = useState(() => createSounds(() => current.current))
  const sound = useMemo<Sound>(
    () => ({
      muted,
      sounds,
      setMuted(next) {
        localStorage.setItem(STORAGE_KEY, next ? '1' : '0')
        current.current = next
        setMuted(next)
      },
    }),
    [muted, sounds],
  )
  return <SoundContext value={sound}>{children}</SoundContext>
}

/** The sounds of the page and whether they are wanted. */
export function useSound(): Sound {
  const sound = useContext(SoundContext)
  if (!sound) throw new TypeError('useSound needs a SoundProvider')
  return sound
}
