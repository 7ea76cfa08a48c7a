import { useId } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { inputLook } from '../../ui/Field.tsx'
import { type BetLimits, betPresets, lowerBet, raiseBet } from './bet.ts'

const STEP_LOOK =
  'grid size-12 shrink-0 place-items-center rounded-2xl border border-white/15 bg-white/5 text-2xl leading-none hover:bg-white/10 disabled:opacity-40'

/** Chooses the bet: type it, step it, or take a preset. */
export function BetControls({
  bet,
  limits,
  trouble,
  onChange,
}: {
  bet: number
  limits: BetLimits
  trouble: string | null
  onChange: (bet: number) => void
}) {
  const { t } = useText()
  const id = useId()
  const valid = Number.isSafeInteger(bet)
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('slot.bet')}
      </label>
      <div className="flex gap-2">
        <button
          type="button"
          aria-label={t('slot.betLess')}
          disabled={valid && bet <= limits.min}
          onClick={() => onChange(valid ? lowerBet(bet, limits) : limits.min)}
          className={STEP_LOOK}
        >
          −
        </button>
        <input
          id={id}
          data-testid="bet-input"
          type="number"
          inputMode="numeric"
          min={limits.min}
          max={limits.max}
          step={1}
          value={Number.isNaN(bet) ? '' : bet}
          aria-invalid={trouble ? true : undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.valueAsNumber)}
          className={`${inputLook} text-center text-lg font-semibold tabular-nums [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none`}
        />
        <button
          type="button"
          aria-label={t('slot.betMore')}
          disabled={valid && bet >= limits.max}
          onClick={() => onChange(valid ? raiseBet(bet, limits) : limits.min)}
          className={STEP_LOOK}
        >
          +
        </button>
      </div>
      <p id={`${id}-note`} className={`mt-1.5 text-xs ${trouble ? 'text-rose' : 'text-mist'}`}>
        {trouble ?? t('slot.betRange', { min: limits.min, max: limits.max })}
      </p>
      <Presets bet={bet} limits={limits} onChange={onChange} />
    </div>
  )
}

function Presets({ bet, limits, onChange }: { bet: number; limits: BetLimits; onChange: (bet: number) => void }) {
  const { t, whole } = useText()
  const name = (preset: number) => {
    if (preset === limits.min) return `${t('slot.presetMin')} ${whole(preset)}`
    return preset === limits.max ? `${t('slot.presetMax')} ${whole(preset)}` : whole(preset)
  }
  return (
    <fieldset className="mt-3 flex flex-wrap gap-1.5">
      <legend className="sr-only">{t('slot.presets')}</legend>
      {betPresets(limits).map((preset) => (
        <button
          key={preset}
          type="button"
          aria-pressed={preset === bet}
          onClick={() => onChange(preset)}
          className="min-h-9 rounded-full border border-white/12 bg-white/5 px-3 text-sm tabular-nums hover:bg-white/10 aria-pressed:border-gold aria-pressed:bg-gold/15 aria-pressed:text-gold"
        >
          {name(preset)}
        </button>
      ))}
    </fieldset>
  )
}
