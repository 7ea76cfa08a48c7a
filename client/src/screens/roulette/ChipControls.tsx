import { useId, useState } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import type { BetLimits } from '../slot/bet.ts'
import { chipSizes } from './chips.ts'
import type { ChipsOnTable } from './use-chips.ts'

/** The size of the next chip. */
export function useChipSize(limits: BetLimits) {
  const sizes = chipSizes(limits)
  const [wanted, setSize] = useState<number | null>(null)
  const size = wanted !== null && sizes.includes(wanted) ? wanted : limits.min
  return { sizes, size, setSize }
}

interface ChipControlsProps {
  readonly laid: ChipsOnTable
  readonly sizes: readonly number[]
  readonly size: number
  readonly disabled: boolean
  setSize(size: number): void
}

/** Chooses the chip, and takes chips back: the last, all, or lays those of the spin before again. */
export function ChipControls({ laid, sizes, size, disabled, setSize }: ChipControlsProps) {
  const { t, whole } = useText()
  const name = useId()
  const empty = laid.chips.length === 0
  const actions = [
    { id: 'undo', act: laid.undo, off: empty },
    { id: 'clear', act: laid.clear, off: empty },
    { id: 'repeat', act: laid.repeat ?? (() => undefined), off: laid.repeat === null },
  ] as const
  return (
    <div className="mb-4 grid gap-3">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="mb-1.5 text-sm font-medium">{t('roulette.chip')}</legend>
        {sizes.map((each) => (
          <label
            key={each}
            className="grid size-12 cursor-pointer place-items-center rounded-full border-4 border-dashed border-white/30 bg-ink-3 text-xs font-bold tabular-nums has-checked:border-gold has-checked:bg-gold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-gold"
          >
            <input
              type="radio"
              name={name}
              value={each}
              data-testid={`chip-${each}`}
              checked={each === size}
              onChange={() => setSize(each)}
              className="sr-only"
            />
            {shortAmount(each, whole)}
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap gap-2">
        {actions.map(({ id, act, off }) => (
          <Button key={id} data-testid={`chips-${id}`} disabled={disabled || off} onClick={act} className="grow px-3">
            {t(`roulette.${id}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}

const THOUSAND = 1_000
const MILLION = 1_000_000

/** An amount that fits on a chip: 5,000 as 5k. */
export function shortAmount(amount: number, whole: (value: number) => string): string {
  if (amount >= MILLION) return `${whole(amount / MILLION)}M`
  return amount >= THOUSAND ? `${whole(amount / THOUSAND)}k` : whole(amount)
}
