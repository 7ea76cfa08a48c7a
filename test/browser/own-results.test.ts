import { readFile } from 'node:fs/promises'
import { GAME_DEFINITIONS, type Play } from '@casino-club/shared'
import type { Download, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, UNREACHABLE } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, signUpInBrowser, spinInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 15_000
const PHONE = { width: 360, height: 740 }

async function download(page: Page, format: 'csv' | 'json'): Promise<{ file: Download; text: string }> {
  const coming = page.waitForEvent('download')
  await page.getByTestId(`download-${format}`).click()
  const file = await coming
  return { file, text: await readFile(await file.path(), 'utf8') }
}

describeWith('chromium', 'what a player may keep and look up', async () => {
  const club = await openClub()
  const browser = openBrowser()

  async function aPlayerWhoSpun(page: Page, spins: number): Promise<string[]> {
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await page.getByTestId('nav-slot').click()
    const eventIds: string[] = []
    for (let spin = 0; spin < spins; spin++) eventIds.push((await spinInBrowser(page)).eventId)
    await page.getByTestId('nav-history').click()
    await page.getByTestId('history-row').first().waitFor()
    return eventIds
  }

  test('the history is downloaded as CSV and as JSON, ninety days unless told otherwise', async () => {
    const { page, complaints } = await browser.visitor({ acceptDownloads: true })
    const eventIds = await aPlayerWhoSpun(page, 3)
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/export')) asked.push(request.url())
    })
    const csv = await download(page, 'csv')
    expect(csv.file.suggestedFilename()).toMatch(/^plays-\d{4}-\d\d-\d\d\.csv$/)
    const lines = csv.text.trimEnd().split('\r\n')
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(eventIds)
    await page.getByTestId('download-range').selectOption('all')
    const plays = JSON.parse((await download(page, 'json')).text) as Play[]
    expect(plays.map(({ eventId }) => eventId)).toEqual(eventIds)
    const [since, ever] = asked.map((url) => new URL(url).searchParams.get('from'))
    expect((Date.now() - Date.parse(since ?? '')) / 86_400_000).toBeCloseTo(90, 1)
    expect(ever).toBeNull()
    expect(await findAccessFaults(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('a download that is under way says so, and one that failed says why and can be tried again', async () => {
    const { page, complaints } = await browser.visitor({ acceptDownloads: true, expected: UNREACHABLE })
    await aPlayerWhoSpun(page, 1)
    const held = Promise.withResolvers<void>()
    await page.route('**/export?*', async (route) => {
      await held.promise
      await route.abort('connectionreset')
    })
    const button = page.getByTestId('download-csv')
    await button.click()
    await eventually(async () => expect(await button.getAttribute('aria-busy')).toBe('true'), PATIENCE_MS)
    expect(await page.getByTestId('download-json').getAttribute('aria-disabled')).toBe('true')
    held.resolve()
    await page.getByRole('alert').filter({ hasText: 'The file could not be fetched.' }).waitFor()
    await page.unroute('**/export?*')
    expect((await download(page, 'csv')).text).toContain('eventId,game')
    expect(await page.getByRole('alert').filter({ hasText: 'could not' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('the disclosure is open to anybody, from the landing page, in both languages', async () => {
    const { page, complaints } = await browser.visitor()
    await page.goto(club.httpUrl)
    await page.getByTestId('disclosure-link').click()
    for (const game of Object.keys(GAME_DEFINITIONS)) {
      const section = page.getByTestId(`disclosure-${game}`)
      await section.waitFor()
      expect(await section.locator('[data-version="1"]').count()).toBe(1)
      const { kinds } = (GAME_DEFINITIONS[game] ?? GAME_DEFINITIONS.slot)?.analyse(
        GAME_DEFINITIONS[game]?.standardTable,
      ) ?? { kinds: [] }
      expect(await section.locator('[data-kind]').count()).toBe(kinds.length)
    }
    expect(await page.getByTestId('disclosure-gacha').textContent()).toContain('1/200')
    expect(await page.getByTestId('own-pity').count()).toBe(0)
    expect(await page.getByTestId('disclosure').textContent()).not.toMatch(/\{\w+\}|undefined|NaN/)
    expect(await findAccessFaults(page)).toEqual([])
    await page.getByTestId('language').selectOption('ko')
    await page.getByText('전체 확률 공시').first().waitFor()
    expect(await page.getByTestId('disclosure-text').getAttribute('href')).toBe('/api/disclosure/text?lang=ko')
    await page.setViewportSize(PHONE)
    expect(await sidewaysScroll(page)).toBe(0)
    expect(complaints).toEqual([])
  })

  test('who is logged in sees his own counter beside the guarantee', async () => {
    const { page, complaints } = await browser.visitor()
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    await page.getByTestId('nav-play').click()
    await page.getByTestId('lobby-gacha').click()
    await page.getByTestId('pull-1').click()
    await page.locator('[data-testid=play-result][data-phase=shown]').waitFor()
    const pity = await page.getByTestId('pity').getAttribute('data-value')
    await page.getByTestId('nav-odds').click()
    await page.getByTestId('disclosure-link').click()
    expect(await page.getByTestId('own-pity').getAttribute('data-value')).toBe(pity)
    expect(complaints).toEqual([])
  })
})
