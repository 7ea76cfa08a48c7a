import type { ButtonHTMLAttributes } from 'react'
import { Button } from '../../ui/Button.tsx'

/** A button that plays. While it may not, it stays where the focus is and says so; pressing it then does nothing. */
export function PlayButton({
  allowed,
  className = '',
  onClick,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { allowed: boolean }) {
  return (
    <Button
      look="gold"
      aria-disabled={!allowed}
      // Leaning on the keyboard plays once.
      onKeyDown={(event) => event.repeat && event.key === 'Enter' && event.preventDefault()}
      onClick={(event) => {
        if (allowed) onClick?.(event)
        else event.preventDefault()
      }}
      className={`aria-disabled:cursor-not-allowed aria-disabled:opacity-55 ${className}`}
      {...rest}
    />
  )
}
