import { useEffect, useRef } from 'react'

const OWN_KEYS = 'a, button, input, select, textarea, summary, [contenteditable]'

/**
 * Space and Enter anywhere on the page spin, unless the focus is on something with a use for them. A key that is held
 * down spins once: a bet is never placed by leaning on the keyboard.
 */
export function useSpinKeys(spin: () => void): void {
  const latest = useRef(spin)
  useEffect(() => {
    latest.current = spin
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ' && event.key !== 'Enter') return
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return
      event.preventDefault()
      if (!event.repeat) latest.current()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
