import type { Text } from '../../text/LanguageProvider.tsx'
import { DRAWINGS } from './drawings.tsx'

const NAMED = ['cherry', 'lemon', 'orange', 'bell', 'clover', 'diamond', 'seven'] as const

/** A symbol's name in the player's language; a symbol the app does not know keeps the name of its table. */
export function symbolName(id: string, t: Text['t']): string {
  const known = NAMED.find((name) => name === id)
  return known ? t(`symbol.${known}`) : id
}

/** A symbol of the slot, without words; who shows it also says it. */
export function SlotSymbol({ id, className = '' }: { id: string; className?: string }) {
  const drawing = DRAWINGS[id]
  // A new element for another symbol: shapes of one drawing must not turn into those of the next.
  return (
    <svg key={id} viewBox="0 0 100 100" aria-hidden="true" className={className} data-symbol={id}>
      {drawing ?? (
        <text
          x="50"
          y="58"
          textAnchor="middle"
          fontSize={Math.min(30, 150 / Math.max(1, id.length))}
          fill="url(#paint-gold)"
          fontWeight="700"
        >
          {id}
        </text>
      )}
    </svg>
  )
}
