/**
 * Compares lengths (longest first, by file) with the allowed exceptions. Complains about what is too long, and about every
 * exception that is looser than needed, so that the list can only shrink.
 */
export function compareLengths(actual, allowed, limits) {
  return Object.keys(limits).flatMap((kind) => {
    const files = new Set([...Object.keys(actual[kind]), ...Object.keys(allowed[kind] ?? {})])
    return [...files].sort().flatMap((file) => {
      const are = actual[kind][file] ?? []
      const may = allowed[kind]?.[file] ?? []
      const tooLong = are.filter((lines, index) => lines > (may[index] ?? limits[kind]))
      if (tooLong.length > 0) {
        return [
          `${file}: ${kind === 'files' ? 'file' : 'function'} of ${tooLong.join(', ')} lines, the limit is ${limits[kind]}`,
        ]
      }
      const loose = may.some((lines, index) => lines > (are[index] ?? 0))
      return loose ? [`${file}: became shorter; tighten scripts/length-ratchet.json (--tighten does it)`] : []
    })
  })
}
