/**
 * How far the server's clock is ahead of this device's, in ms, from one question and its answer:
 * the server is taken to have looked at its clock half-way between them.
 */
export function clockOffsetMs(askedAtMs: number, answeredAtMs: number, serverTimeMs: number): number {
  return Math.round(serverTimeMs - (askedAtMs + answeredAtMs) / 2)
}
