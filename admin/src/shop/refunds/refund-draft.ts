/** Whole won as they were typed, within what can still be given back; null for anything else. */
export function readWon(typed: string, most: number): number | null {
  const digits = typed.trim()
  if (!/^[1-9]\d{0,11}$/.test(digits)) return null
  const won = Number(digits)
  return won <= most ? won : null
}
