/**
 * A process of the club that stops the world at one point of a purchase and kills itself once so many have come there.
 * Run by `shop-crash.test.ts`, which gives it KILL_AT and KILL_COUNT beside the club's own environment.
 */
import { startClub } from '../../server/src/app/club.ts'
import { startServices } from '../../server/src/app/services.ts'
import { readConfig } from '../../server/src/config.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { systemRandom } from '../../server/src/platform/ids.ts'
import { createLog } from '../../server/src/platform/log.ts'

const { KILL_AT = '', KILL_COUNT = '1', KILL_AFTER_MS = '0' } = process.env
let arrived = 0

const kill = () => process.kill(process.pid, 'SIGKILL')

async function reached(point: string): Promise<void> {
  if (point !== KILL_AT) return
  arrived++
  if (arrived === Number(KILL_COUNT)) setTimeout(kill, Number(KILL_AFTER_MS))
  // With a delay they go on, and are killed in the middle of what comes next.
  if (KILL_AFTER_MS === '0') await new Promise(() => undefined)
}

const config = readConfig(process.env)
const services = await startServices(config, () => undefined)
await startClub(config, services, createLog(config.logLevel), { clock: systemClock, random: systemRandom, reached })
console.log('the victim is ready')
