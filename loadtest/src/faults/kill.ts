import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Diary } from './diary.ts'
import { type Claim, claim, prove } from './proof.ts'
import type { Stage } from './stage.ts'

const KILLS = 3
const REPEATED = 500
const MOMENT_MS = 50

/** The club's process is killed under load, three times on the same data; Postgres and Redis outlive it or are recovered. */
export async function killRun(stage: Stage): Promise<{ diary: Diary; claims: Claim[] }> {
  const { spins, say } = stage.options
  const diary = new Diary()
  const claims: Claim[] = []
  let club = await stage.club()
  const crowd = await stage.crowd(club, diary)
  for (let kill = 1; kill <= KILLS; kill++) {
    say(`kill ${kill} of ${KILLS}: ${spins} spins first`)
    const playing = crowd.play(() => false)
    await diary.reaches(kill * spins, playing)
    // Not in step with anything the loop above could be in step with.
    await sleep(randomInt(MOMENT_MS))
    await club.kill()
    await playing
    const unknown = diary.open.size
    say(`killed at ${diary.acknowledged.size} acknowledged, ${unknown} on their way; starting again`)
    const downMs = performance.now()
    club = await stage.club()
    say(`open again after ${((performance.now() - downMs) / 1_000).toFixed(1)} s; asking again, proving`)
    await crowd.join(club.gameUrl)
    const settledFrom = diary.replayed
    await crowd.settle()
    const before = diary.replayed
    await crowd.repeat(REPEATED)
    const repeated = diary.replayed - before
    claims.push(
      claim(
        `kill ${kill}: it met spins on their way`,
        unknown > 0,
        `${unknown} on their way, of which ${before - settledFrom} had happened`,
      ),
      claim(
        `kill ${kill}: acknowledged spins are known again`,
        repeated >= Math.min(REPEATED, spins),
        `${repeated} asked`,
      ),
      ...(await prove(stage.databaseUrl, diary)).map((each) => ({ ...each, claim: `kill ${kill}: ${each.claim}` })),
    )
  }
  claims.push(claim('no spin failed', diary.failed === 0, JSON.stringify(diary.refused)))
  return { diary, claims }
}
