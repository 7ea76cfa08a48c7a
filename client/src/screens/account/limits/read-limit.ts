const HIGHEST = 1_000_000_000_000

/** The limit a player has typed, as the server takes it; null for what is none. Group separators are allowed. */
export function readLimit(text: string): number | null {
  const digits = text.replaceAll(/[\s,]/g, '')
  if (!/^\d{1,13}$/.test(digits)) return null
  const value = Number(digits)
  return value <= HIGHEST ? value : null
}

/** How full a bar is, in per cent: what is used of a limit, never beyond it and never below nothing. */
export function filled(used: number, most: number): number {
  if (most <= 0) return 100
  return Math.min(100, Math.max(0, Math.floor((used * 100) / most)))
}
