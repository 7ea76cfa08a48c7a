import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium } from './support/chromium.ts'
import { aNewPlayer, signUpInBrowser, spinInBrowser } from './support/player-pages.ts'

/**
 * Takes the README's picture from a running club, by a new player of it, at a spin that won:
 * `node_modules/.bin/node test/screenshots.ts [http://localhost:3000]`.
 */
const [url = 'http://localhost:3000'] = process.argv.slice(2)
const MOST_SPINS = 40
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_FLAGS })
const page = await browser.newPage({
  viewport: { width: 1120, height: 766 },
  // Below 300 kB whatever symbols it shows.
  deviceScaleFactor: 0.8,
  locale: 'en-GB',
  reducedMotion: 'reduce',
})
await signUpInBrowser(page, url, { ...aNewPlayer(), nickname: `Guest ${process.pid}` })
await page.getByTestId('nav-slot').click()
for (let spins = 0, won = false; !won && spins < MOST_SPINS; spins++) {
  const { win } = await spinInBrowser(page)
  won = win > 100
}
await page.screenshot({ path: join(import.meta.dirname, '../docs/images/slot.png') })
await browser.close()
