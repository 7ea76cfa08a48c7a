import { winningFaces } from '@casino-club/shared'
import { useId } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { inputLook } from '../../ui/Field.tsx'
import type { Tables } from '../games/contract.ts'
import { type Call, isOffered, mirrored, multiplierOf, payoutOf, targetRange } from './dice.ts'

interface CallControlsProps {
  readonly table: Tables['dice']
  readonly call: Call
  readonly bet: number
  onChange(call: Call): void
}

/** Chooses over or under and the number, and says what the choice is worth before anything is bet. */
export function CallControls(props: CallControlsProps) {
  return (
    <div className="grid gap-4">
      <DirectionSwitch {...props} />
      <TargetField {...props} />
      <CallWorth {...props} />
    </div>
  )
}

function DirectionSwitch({ call, onChange }: CallControlsProps) {
  const { t } = useText()
  const name = useId()
  return (
    <fieldset className="flex gap-2">
      <legend className="mb-1.5 text-sm font-medium">{t('dice.direction')}</legend>
      {(['under', 'over'] as const).map((direction) => (
        <label
          key={direction}
          className="flex min-h-11 grow cursor-pointer items-center justify-center gap-2 rounded-2xl border border-white/15 bg-white/5 px-4 font-semibold has-checked:border-gold has-checked:bg-gold/15 has-checked:text-gold has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-gold"
        >
          <input
            type="radio"
            name={name}
            value={direction}
            data-testid={`direction-${direction}`}
            checked={call.direction === direction}
            onChange={() => onChange(Number.isNaN(call.target) ? { ...call, direction } : mirrored(call))}
            className="sr-only"
          />
          {t(`dice.${direction}`)}
        </label>
      ))}
    </fieldset>
  )
}

function TargetField({ table, call, onChange }: CallControlsProps) {
  const { t } = useText()
  const id = useId()
  const { min, max } = targetRange(table, call.direction)
  const bad = !isOffered(table, call)
  const set = (target: number) => onChange({ ...call, target })
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('dice.target')}
      </label>
      <div className="flex items-center gap-4">
        <input
          type="range"
          aria-label={t('dice.targetSlider')}
          data-testid="target-slider"
          min={min}
          max={max}
          step={1}
          value={Number.isNaN(call.target) ? min : call.target}
          onChange={(event) => set(event.target.valueAsNumber)}
          className="h-11 min-w-0 grow accent-gold"
        />
        <input
          id={id}
          data-testid="target-input"
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          step={1}
          value={Number.isNaN(call.target) ? '' : call.target}
          aria-invalid={bad ? true : undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => set(event.target.valueAsNumber)}
          className={`${inputLook} max-w-24 text-center text-lg font-semibold tabular-nums [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none`}
        />
      </div>
      <p id={`${id}-note`} className={`mt-1.5 text-xs ${bad ? 'text-rose' : 'text-mist'}`}>
        {t('dice.targetRange', { min, max })}
      </p>
    </div>
  )
}

function CallWorth({ table, call, bet }: CallControlsProps) {
  const { t, whole, percent } = useText()
  const offered = isOffered(table, call)
  const facts = [
    { name: t('dice.chance'), id: 'chance', value: offered ? percent(winningFaces(call)) : '–' },
    { name: t('dice.multiplier'), id: 'multiplier', value: offered ? `×${whole(multiplierOf(table, call))}` : '–' },
    {
      name: t('dice.payout'),
      id: 'payout',
      value: offered && Number.isSafeInteger(bet) && bet > 0 ? whole(payoutOf(table, call, bet)) : '–',
    },
  ]
  return (
    <dl className="grid grid-cols-3 gap-2 text-center">
      {facts.map(({ name, id, value }) => (
        <div key={id} className="min-w-0 rounded-2xl bg-black/25 px-2 py-3">
          <dt className="text-xs text-mist">{name}</dt>
          <dd data-testid={id} className="truncate text-lg font-semibold tabular-nums">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
