import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium } from './support/chromium.ts'

/** Takes the README's picture from a running club: `node_modules/.bin/node test/screenshots.ts [http://localhost:3000]`. */
const [url = 'http://localhost:3000'] = process.argv.slice(2)
const folder = join(import.meta.dirname, '../docs/images')
mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_FLAGS })
const page = await browser.newPage({ viewport: { width: 1280, height: 820 }, locale: 'en-GB' })
const name = `Guest ${process.pid}`
await page.goto(url)
await page.getByTestId('invite-code').fill('5858')
await page.getByTestId('invite-check').click()
await page.getByTestId('signup-site-id').fill(`guest-${process.pid}`)
await page.getByTestId('signup-nickname').fill(name)
await page.getByTestId('signup-password').fill('a long enough password')
await page.getByTestId('signup-submit').click()
await page.getByTestId('nav-slot').click()
for (let spin = 0; spin < 3; spin++) {
  await page.getByTestId('spin').click()
  await page.waitForTimeout(3_500)
}
await page.screenshot({ path: join(folder, 'slot.png') })
await browser.close()
