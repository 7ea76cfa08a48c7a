import { type InputHTMLAttributes, useId } from 'react'

export const inputLook =
  'w-full min-h-12 rounded-2xl border border-white/15 bg-black/30 px-4 text-base text-cream placeholder:text-mist/60 ' +
  'focus:border-gold focus:outline-2 focus:outline-offset-0 focus:outline-gold/60 aria-invalid:border-rose'

/** A labelled input with a hint that turns into the error when the value is not acceptable. */
export function Field({
  label,
  hint,
  error,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string; error?: string | null }) {
  const id = useId()
  const note = error ?? hint
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        className={inputLook}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        {...rest}
      />
      {note && (
        <p id={`${id}-note`} className={`mt-1.5 text-xs ${error ? 'text-rose' : 'text-mist'}`}>
          {note}
        </p>
      )}
    </div>
  )
}

/** A sentence that something did not work, announced at once. */
export function FormError({ children }: { children: string | null }) {
  return (
    <p role="alert" className="text-sm text-rose empty:hidden">
      {children}
    </p>
  )
}
