import { rouletteColour } from '@casino-club/shared'
import { type CSSProperties, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { shortAmount } from './ChipControls.tsx'
import { type Heading, nextSpot, SPOTS, type Spot, TABLE_SIZE } from './layout.ts'
import type { ChipsOnTable } from './use-chips.ts'
import { wordPlace } from './word-place.ts'

const HEADINGS: Readonly<Record<string, Heading>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

const FIRST = SPOTS[0]?.id ?? ''

interface BettingTableProps {
  readonly laid: ChipsOnTable
  /** What a press lays. */
  readonly size: number
  readonly disabled: boolean
  /** The number that came, while it is shown. */
  readonly drawn: number | null
}

/** The betting table: one stop of the Tab key, its places by the arrow keys; a press lays a chip, Backspace takes it back. */
export function BettingTable({ laid, size, disabled, drawn }: BettingTableProps) {
  const { t } = useText()
  const hint = useId()
  const table = useRef<HTMLFieldSetElement>(null)
  const [stop, setStop] = useState(FIRST)
  const onKeyDown = (event: KeyboardEvent, spot: Spot) => {
    const heading = HEADINGS[event.key]
    if (heading) {
      event.preventDefault()
      const { id } = nextSpot(spot, heading)
      setStop(id)
      table.current?.querySelector<HTMLElement>(`[data-spot="${id}"]`)?.focus()
    } else if ((event.key === 'Backspace' || event.key === 'Delete') && !disabled) {
      event.preventDefault()
      laid.clearPlace(spot.id)
    }
  }
  return (
    <fieldset ref={table} aria-describedby={hint} data-testid="betting-table">
      <legend className="sr-only">{t('roulette.table')}</legend>
      <p id={hint} className="mb-3 text-xs text-mist">
        {t('roulette.tableHint')}
      </p>
      <div className="relative ml-3.5 h-154 touch-manipulation select-none">
        {SPOTS.map((spot) => (
          <SpotButton
            key={spot.id}
            spot={spot}
            amount={laid.amounts.get(spot.id) ?? 0}
            stop={spot.id === stop}
            disabled={disabled}
            drawn={drawn !== null && spot.id === `straight:${drawn}`}
            onLay={() => {
              setStop(spot.id)
              if (!disabled) laid.lay(spot.place, size)
            }}
            onKeyDown={(event) => onKeyDown(event, spot)}
          />
        ))}
      </div>
    </fieldset>
  )
}

const share = (part: number, whole: number) => `${(part / whole) * 100}%`

/** Where a place is on the page; one on a line is a small square over it. */
function boxOf({ x, y, w, h }: Spot): CSSProperties {
  const { width, height } = TABLE_SIZE
  const middle = { left: share(x, width), top: share(y, height), transform: 'translate(-50%, -50%)' }
  return w === 0 ? middle : { ...middle, width: share(w, width), height: share(h, height) }
}

function lookOf({ place, w }: Spot): string {
  if (w === 0) return 'z-10 size-6 rounded-full border-transparent hover:border-gold/70 hover:bg-gold/20'
  const base = 'rounded-md border-ink font-semibold tabular-nums hover:brightness-125'
  if (place.kind === 'straight') return `${base} ${FIELD[rouletteColour(place.numbers[0] ?? 0)]}`
  if (place.kind === 'red' || place.kind === 'black') return `${base} ${FIELD[place.kind]}`
  return `${base} bg-white/10 text-cream`
}

const FIELD = { green: 'bg-[#14704f] text-white', red: 'bg-[#b3202f] text-white', black: 'bg-[#2a2040] text-white' }

interface SpotButtonProps {
  readonly spot: Spot
  readonly amount: number
  readonly stop: boolean
  readonly disabled: boolean
  readonly drawn: boolean
  onLay(): void
  onKeyDown(event: KeyboardEvent): void
}

function SpotButton({ spot, amount, stop, disabled, drawn, onLay, onKeyDown }: SpotButtonProps) {
  const text = useText()
  const { t, whole } = text
  const place = wordPlace(spot.place, text)
  return (
    <button
      type="button"
      data-spot={spot.id}
      data-amount={amount}
      tabIndex={stop ? 0 : -1}
      aria-disabled={disabled}
      aria-label={amount > 0 ? t('roulette.spotWith', { place, amount }) : place}
      onClick={onLay}
      onKeyDown={onKeyDown}
      style={boxOf(spot)}
      className={`absolute grid place-items-center border text-[0.7rem] leading-tight focus-visible:z-30 focus-visible:outline-offset-0 sm:text-sm ${lookOf(spot)} ${
        drawn ? 'outline-3 -outline-offset-3 outline-gold' : ''
      }`}
    >
      {spot.w > 0 && <span aria-hidden="true">{fieldLabel(spot, text)}</span>}
      {amount > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-1/2 left-1/2 z-20 grid size-6.5 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full border-2 border-dashed border-ink bg-gold text-[0.6rem] font-bold text-ink"
        >
          {shortAmount(amount, whole)}
        </span>
      )}
    </button>
  )
}

const DOZEN = 12
/** What stands on a field. */
function fieldLabel({ place }: Spot, { t }: Pick<ReturnType<typeof useText>, 't'>): string {
  if (place.kind === 'straight') return `${place.numbers[0]}`
  if (place.kind === 'column') return '2:1'
  if (place.kind === 'dozen') return `${(place.which - 1) * DOZEN + 1}–${place.which * DOZEN}`
  if (place.kind === 'low') return '1–18'
  if (place.kind === 'high') return '19–36'
  return 'numbers' in place ? '' : t(`roulette.${place.kind}`)
}
