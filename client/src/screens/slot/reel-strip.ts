/** What a reel is doing: standing, running without end, or coming to a stop at `stop`. */
export type ReelMotion = 'rest' | 'running' | 'stopping'

/**
 * The symbols of a reel's moving strip, top first. While it stops, the first one is where it ends. The others pass by
 * in the order of the table: decoration without any say, so that nothing hints at a result that was nearly drawn.
 */
export function reelStrip(symbols: readonly string[], motion: ReelMotion, stop: string, reel: number): string[] {
  if (motion === 'rest') return [stop]
  const turned = symbols.map((_, index) => symbols[(index + reel * 2) % symbols.length] ?? stop)
  if (motion === 'running') return [...turned, ...turned.slice(0, 1)]
  return [stop, ...turned, ...turned]
}
