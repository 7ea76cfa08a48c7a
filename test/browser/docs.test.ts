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
    await page.locator('.opblock').first().waitFor()
    expect(await page.locator('.opblock').count()).toBe(operations)
    const spin = page.locator('.opblock').filter({ hasText: 'SLOT_SPIN' })
    await spin.locator('.opblock-summary-control').first().click()
    await spin.getByRole('heading', { name: 'Responses' }).waitFor()
    await spin.getByText('commandId', { exact: false }).first().waitFor()
    expect(complaints).toEqual([])
  })
})
