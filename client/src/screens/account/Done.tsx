/** A sentence that something worked, told to screen readers too. */
export function Done({ children }: { children: string | null }) {
  return (
    <p role="status" className="text-sm text-jade empty:hidden">
      {children}
    </p>
  )
}
