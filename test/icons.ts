/**
 * Makes the icons of the web app out of its drawing, `client/public/favicon.svg`, for phones that know no SVG, and the picture
 * of links that players share. What comes out is committed: `node test/icons.ts` is run again when the drawing has changed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, findChromium } from './support/chromium.ts'

const FOLDER = join(import.meta.dirname, '../client/public')
/** The ground of the drawing: phones cut their own corners, and show what is transparent as black. */
const GROUND = '#170d2b'

/** `inset`: how much of the edge may be cut off without harm. */
const ICONS = [
  { name: 'icon-180.png', size: 180, inset: 0 },
  { name: 'icon-192.png', size: 192, inset: 0 },
  { name: 'icon-512.png', size: 512, inset: 0 },
  { name: 'icon-maskable-512.png', size: 512, inset: 0.1 },
] as const

const drawing = readFileSync(join(FOLDER, 'favicon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_FLAGS })
const page = await browser.newPage({ deviceScaleFactor: 1 })
for (const { name, size, inset } of ICONS) {
  await page.setViewportSize({ width: size, height: size })
  const edge = Math.round(size * inset)
  const style = `margin:0;padding:${edge}px;background:${GROUND}`
  await page.setContent(`<body style="${style}">${drawing.replace('<svg ', '<svg style="display:block" ')}</body>`)
  writeFileSync(join(FOLDER, name), await page.screenshot({ type: 'png' }))
}
await page.setViewportSize({ width: 1_200, height: 630 })
await page.setContent(`<body style="margin:0;height:100vh;display:flex;align-items:center;justify-content:center;gap:24px;
  background:${GROUND};color:#f2cf80;font:700 96px Georgia,serif">
  ${drawing.replace('<svg ', '<svg style="width:300px;height:300px" ')}<span>Casino Club</span></body>`)
writeFileSync(join(FOLDER, 'share.png'), await page.screenshot({ type: 'png' }))
await browser.close()
