import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '@casino-club/server/src/platform/log.ts'
import { connectRedis } from '@casino-club/server/src/platform/redis.ts'
import { openPlayers } from '../players.ts'
import { playOverHttp } from './crowd.ts'
import { Diary } from './diary.ts'
import { type Claim, claim, prove } from './proof.ts'
import type { Stage } from './stage.ts'

const HTTP_PLAYERS = 4
const FLUSHES = 3
const AWAY_MS = 4_000
const BACK_PATIENCE_MS = 10_000

/** Redis is emptied under load, then killed, and comes back: it is a cache, so nobody who plays may notice. */
export async function redisRun(stage: Stage): Promise<{ diary: Diary; claims: Claim[] }> {
  const { spins, say } = stage.options
  const diary = new Diary()
  const redis = await stage.redis()
  const club = await stage.club({ REDIS_URL: redis.url })
  const crowd = await stage.crowd(club, diary)
  let over = false
  const byHttp = await openPlayers(stage.databaseUrl, club.jwtSecret, HTTP_PLAYERS)
  const playing = Promise.all([
    crowd.play(() => over),
    ...byHttp.map((player) => playOverHttp(club.httpUrl, player, diary, () => over)),
  ]).then(() => undefined)
  const client = await connected(redis.url)
  await diary.reaches(HTTP_PLAYERS, playing)
  const used = await client.dbsize()
  for (let flushed = 1; flushed <= FLUSHES; flushed++) {
    await diary.reaches((spins * flushed) / (2 * FLUSHES), playing)
    await client.flushall()
    say(`FLUSHALL at ${diary.acknowledged.size} spins`)
  }
  client.disconnect()
  redis.kill()
  say(`Redis killed at ${diary.acknowledged.size} spins; away for ${AWAY_MS / 1_000} s`)
  const before = diary.acknowledged.size
  await sleep(AWAY_MS)
  const without = diary.acknowledged.size - before
  const again = await stage.redis()
  const back = await fillsAgain(again.url)
  await diary.reaches(Math.max(spins, diary.acknowledged.size + spins / 10), playing)
  over = true
  await playing
  say('proving')
  return {
    diary,
    claims: [
      claim('Redis was in use', used > 0, `${used} keys before it was emptied`),
      claim('play goes on without Redis', without > 0, `${without} spins in ${AWAY_MS / 1_000} s`),
      claim('Redis is used again when it is back', back > 0, `${back} keys`),
      claim('no spin failed', diary.failed + diary.unavailable === 0, JSON.stringify(diary.refused)),
      claim('no connection was lost', crowd.connected === stage.options.players, `${crowd.connected} open`),
      ...(await prove(stage.databaseUrl, diary)),
    ],
  }
}

async function connected(url: string) {
  const client = connectRedis(url, createLog('fatal'))
  await new Promise((resolve) => client.once('ready', resolve))
  return client
}

/** The number of keys that come into an emptied Redis. */
async function fillsAgain(url: string): Promise<number> {
  const client = await connected(url)
  const giveUpMs = performance.now() + BACK_PATIENCE_MS
  let keys = 0
  await client.flushall()
  while (keys === 0 && performance.now() < giveUpMs) {
    await sleep(100)
    keys = await client.dbsize()
  }
  client.disconnect()
  return keys
}
