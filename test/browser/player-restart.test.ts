import { expect, test } from 'vitest'
import { openBrowser, UNREACHABLE } from '../support/browser.ts'
import { startProcess } from '../support/club-process.ts'
import { freshDatabase } from '../support/databases.ts'
import { describeWith } from '../support/needs.ts'
import {
  aNewPlayer,
  nextOutcome,
  playerRow,
  showsCoins,
  signUpInBrowser,
  spinInBrowser,
} from '../support/player-pages.ts'
import { freePort } from '../support/ports.ts'
import { freshRedisUrl } from '../support/redis.ts'
import { ownerOf } from '../support/sql.ts'

const EXPECTED = new RegExp(`${UNREACHABLE.source}|seat reservation|status of 5\\d\\d`)

describeWith('chromium', 'a player whose club is killed and started again', async () => {
  const browser = openBrowser()

  test('goes on in the same page, with the same balance', async () => {
    const [databaseUrl, redisUrl] = [await freshDatabase(), await freshRedisUrl()]
    const gamePort = await freePort()
    const env = {
      GAME_PORT: `${gamePort}`,
      GAME_PUBLIC_ADDRESS: `127.0.0.1:${gamePort}`,
      HTTP_PORT: `${await freePort()}`,
    }
    const open = () => startProcess({ role: 'all', databaseUrl, redisUrl, env })
    const { sql, pool } = ownerOf(databaseUrl)
    const first = await open()
    const { page, complaints } = await browser.visitor({ expected: EXPECTED })
    const player = aNewPlayer()
    await signUpInBrowser(page, `http://127.0.0.1:${env.HTTP_PORT}`, player)
    await page.getByTestId('nav-slot').click()
    const before = await spinInBrowser(page)

    first.kill('SIGKILL')
    await first.ended
    await page.getByTestId('reconnect-notice').waitFor()
    const second = await open()
    await page.getByTestId('reconnect-notice').waitFor({ state: 'detached' })
    await showsCoins(page, before.coins)
    await page.getByTestId('spin').click()
    const after = await nextOutcome(page, before.eventId)
    expect(after.coins).toBe(before.coins - 100 + after.win)
    expect(await playerRow(sql, player)).toMatchObject({ coins: after.coins, spins: 2 })
    expect(complaints).toEqual([])
    second.kill('SIGTERM')
    expect((await second.ended).code).toBe(0)
    await pool.end()
  })
})
