import type { ButtonHTMLAttributes } from 'react'

type Look = 'gold' | 'quiet' | 'danger'

const LOOKS: Record<Look, string> = {
  gold: 'bg-linear-to-b from-[#fbe3a4] to-gold-2 text-ink shadow-[0_8px_30px_-8px] shadow-gold/40 hover:brightness-105',
  quiet: 'border border-white/15 bg-white/5 text-cream hover:bg-white/10',
  danger: 'border border-rose/40 bg-rose/10 text-rose hover:bg-rose/20',
}

const SHAPE =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-full px-5 font-semibold whitespace-nowrap transition ' +
  'active:translate-y-px disabled:cursor-not-allowed disabled:opacity-50 disabled:active:translate-y-0'

/** The look of a button, for links that look like one. */
export const buttonLook = (look: Look, more = '') => `${SHAPE} ${LOOKS[look]} ${more}`

/** A button; not a submit button unless told. */
export function Button({
  look = 'quiet',
  className = '',
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look }) {
  return <button type={type} className={buttonLook(look, className)} {...rest} />
}
