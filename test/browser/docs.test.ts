import { expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'

describeWith('chromium', 'the documentation of the API', async () => {
  const club = await openClub()
  const browser = openBrowser()

  test('shows every operation of /openapi.json, and opens one', async () => {
    const { page, complaints } = await browser.visitor()
    const { body } = await club.get<{ paths: Record<string, object> }>('/openapi.json')
    const operations = Object.values(body.paths).reduce((sum, path) => sum + Object.keys(path).length, 0)
    await page.goto(`${club.httpUrl}/docs`)
    // Only what is in view is drawn, so one scrolls through.
    const seen = new Set<string>()
    for (let steps = 0; seen.size < operations && steps < 400; steps++) {
      for (const block of await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id))) {
        seen.add(block)
      }
      await page.mouse.wheel(0, 300)
      await page.waitForTimeout(20)
    }
    expect(seen.size).toBe(operations)
    const spin = page.locator('.opblock').filter({ hasText: 'SLOT_SPIN' })
    for (let steps = 0; (await spin.count()) === 0 && steps < 400; steps++) {
      await page.mouse.wheel(0, -300)
      await page.waitForTimeout(20)
    }
    await spin.locator('.opblock-summary-control').first().click()
    await spin.getByRole('heading', { name: 'Responses' }).waitFor()
    await spin.getByText('commandId', { exact: false }).first().waitFor()
    expect(complaints).toEqual([])
  })
})
