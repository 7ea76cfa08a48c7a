/** What works through pages: gives how many it brought, and calls `begin` where there is enough for another beside it. */
export type Lane = (begin: () => void) => Promise<number>

/**
 * Lets lanes work beside each other, one at first and no more than `most`. Resolves with the sum of what they brought when all
 * are over; where one of them failed, it throws what the first has thrown, and none of them is under way any more either.
 */
export async function inLanes(most: number, lane: Lane): Promise<number> {
  const lanes: Promise<PromiseSettledResult<number>[]>[] = []
  let begun = 0
  const begin = () => {
    if (begun++ < most) lanes.push(Promise.allSettled([lane(begin)]))
  }
  begin()
  const ends: PromiseSettledResult<number>[] = []
  // One that is under way may begin another: it is waited for, too.
  for (const each of lanes) ends.push(...(await each))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return ends.reduce((sum, end) => sum + (end.status === 'fulfilled' ? end.value : 0), 0)
}
