import { Redis } from 'ioredis'
import { afterAll, expect, test } from 'vitest'
import { Alarms } from '../../server/src/platform/alarms.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { freshRedisUrl } from '../support/redis.ts'

const redisUrl = await freshRedisUrl()
const redis = new Redis(redisUrl)
const log = createLog('silent')
const NOON = { name: 'noon', cron: '0 12 * * *' }
const NIGHT = { name: 'night', cron: '0 0 * * *' }
afterAll(() => redis.quit())

/** The alarms that are set, in Redis as the queue keeps them. */
async function set(): Promise<string[]> {
  const keys = (await redis.keys('{casino}:jobs:repeat')).sort()
  const found = await Promise.all(keys.map((key) => redis.zrange(key, 0, -1)))
  return found.flat().map((entry) => entry.split(':')[0] ?? '')
}
const anAlarmClock = (alarms: readonly (typeof NOON)[]) => new Alarms({ redisUrl, alarms, ring: () => undefined, log })

test('alarms are set once however often, again after Redis was emptied, and those of an older timetable go', async () => {
  const clock = anAlarmClock([NOON, NIGHT])
  await clock.arm()
  await clock.arm()
  expect((await set()).sort()).toEqual(['night', 'noon'])
  await redis.flushdb()
  expect(await set()).toEqual([])
  await clock.arm()
  expect((await set()).sort()).toEqual(['night', 'noon'])
  await clock.stop()
  const next = anAlarmClock([NOON])
  await next.arm()
  expect(await set()).toEqual(['noon'])
  await next.stop()
})
