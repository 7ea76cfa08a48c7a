import type { GachaPull } from '@casino-club/shared'
import { useItemName } from '../../items/ItemsProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Play } from '../games/use-play.ts'
import { type CardPhase, RARITY_LOOK } from './rarity.ts'

const CLOSED = 'border-white/15 bg-linear-to-b from-[#4b2c6b] to-[#1b1130] text-mist'
const TEASING = 'border-gold bg-gold/20 text-mist animate-pulse'

interface CardsProps {
  readonly play: Play<'gacha'>
  /** How many cards lie there while the answer is awaited. */
  readonly count: number
  readonly still: boolean
  phaseOf(index: number): CardPhase
  readonly skip: (() => void) | null
}

/** The cards of a pull: face down, and turned up one after the other. What they are in words stands in the list below. */
export function Cards({ play, count, still, phaseOf, skip }: CardsProps) {
  const { t } = useText()
  const pulls = 'outcome' in play ? play.outcome.pulls : null
  const places = Array.from({ length: pulls?.length ?? count }, (_, index) => pulls?.[index] ?? null)
  return (
    <div className="rounded-3xl border border-gold/30 bg-linear-to-b from-[#3a2350] to-[#150b26] p-4 sm:p-6">
      <ul
        aria-hidden="true"
        data-testid="cards"
        className={`grid gap-2 sm:gap-3 ${places.length === 1 ? 'mx-auto max-w-40 grid-cols-1' : 'grid-cols-5'}`}
      >
        {places.map((pull, index) => (
          <PulledCard
            // biome-ignore lint/suspicious/noArrayIndexKey: the places of the cards do not move
            key={index}
            pull={pull}
            phase={phaseOf(index)}
            shaking={play.phase === 'waiting' && !still}
          />
        ))}
      </ul>
      <p className="mt-3 min-h-11 text-center">{skip && <Button onClick={skip}>{t('gacha.skip')}</Button>}</p>
    </div>
  )
}

function PulledCard({ pull, phase, shaking }: { pull: GachaPull | null; phase: CardPhase; shaking: boolean }) {
  const { t } = useText()
  const itemName = useItemName()
  const open = pull !== null && phase === 'open'
  const look = open ? RARITY_LOOK[pull.rarity] : phase === 'teasing' ? TEASING : CLOSED
  return (
    <li
      data-rarity={open ? pull.rarity : undefined}
      className={`flex aspect-2/3 min-w-0 flex-col items-center justify-center gap-1 overflow-hidden rounded-xl border-2 p-1 text-center transition-colors duration-300 sm:rounded-2xl ${look} ${
        shaking ? 'animate-pulse' : ''
      }`}
    >
      {open ? (
        <>
          <span className="max-w-full truncate text-[0.62rem] font-bold sm:text-sm">{t(`rarity.${pull.rarity}`)}</span>
          <span className="hidden max-w-full text-xs break-words sm:block">{itemName(pull.item)}</span>
        </>
      ) : (
        <span className="font-display text-2xl sm:text-4xl">◆</span>
      )}
    </li>
  )
}
