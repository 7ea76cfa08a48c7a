import { expect, test } from 'vitest'
import { anAdmin, logInAdmin } from '../support/admin-pages.ts'
import { openBrowser } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { sidewaysScroll } from '../support/page-checks.ts'

describeWith('chromium', 'the shop in the back office', async () => {
  const club = await openClub()
  const { httpUrl } = club
  const { visitor } = openBrowser()

  test('a product is written with its preview, checked, published, compared, and its sale stopped', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/products`)
    await page.getByText('starter-package').first().waitFor()
    await page.getByTestId('product-new').click()
    await page.getByTestId('product-save').click()
    await page.getByText('Every line needs its item').waitFor()
    for (const [field, value] of Object.entries({
      ...{ sku: 'spring-pack', nameEn: 'Spring <b>pack</b>', nameKo: '봄 꾸러미', won: '10000', percent: '15' },
    })) {
      await page.getByTestId(`product-${field}`).fill(value)
    }
    await page.getByTestId('content-0-type').selectOption('ITEM')
    await page.getByTestId('content-0-item').selectOption({ label: 'Golden crown' })
    await page.getByTestId('content-0-amount').fill('1')
    await eventually(async () => expect(await page.getByTestId('preview-en-KRW').textContent()).toBe('₩8,500'))
    await page.getByTestId('product-segments').locator('..').getByRole('combobox').click()
    await page.getByRole('option', { name: 'lifecycle:VIP' }).click()
    expect(await page.getByRole('option', { name: /risk/ }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByText('Only for lifecycle:VIP').first().waitFor()
    await page.getByTestId('simulation-players').fill('100')
    await page.getByTestId('simulation-run').click()
    await page.getByTestId('simulation-NO_HISTORY').waitFor()
    await page.getByTestId('product-check').click()
    await page.getByTestId('product-checked').waitFor()
    await page.getByTestId('product-save').click()
    await eventually(async () => expect(await page.getByTestId('product-state').textContent()).toBe('Draft'))
    await page.getByTestId('product-publish').click()
    await page.getByTestId('product-publish-confirm-reason').fill('for the spring')
    await page.getByTestId('product-publish-confirm').click()
    await eventually(async () => expect(await page.getByTestId('product-state').textContent()).toBe('On sale'))
    await page.getByTestId('product-edit').click()
    await page.getByTestId('product-won').fill('9000')
    await page.getByTestId('product-save').click()
    await page.getByTestId('product-difference').getByText('prices.KRW').waitFor()
    await page.getByTestId('product-disable').click()
    await page.getByTestId('product-disable-confirm-reason').fill('the price is wrong')
    await page.getByTestId('product-disable-confirm').click()
    await eventually(async () => expect(await page.getByTestId('product-state').textContent()).toBe('Stopped'))
    expect(complaints).toEqual([])
  })

  test('codes are made and stopped, and a stock is raised', async () => {
    const { page, complaints } = await visitor()
    await logInAdmin(page, httpUrl)
    await page.goto(`${httpUrl}/admin/#/promos`)
    await page.getByTestId('promos-new').click()
    await page.getByTestId('promo-code').fill('spring')
    await page.getByTestId('promo-value').fill('20')
    await page.getByTestId('promo-save').click()
    await page.getByText('1 code is made').waitFor()
    await page.getByText('SPRING', { exact: true }).first().click()
    await page.getByTestId('promo-disable').click()
    await page.getByTestId('promo-disable-confirm-reason').fill('given away too early')
    await page.getByTestId('promo-disable-confirm').click()
    await eventually(async () => expect(await page.getByTestId('promo-state').textContent()).toBe('Stopped'))
    await page.goto(`${httpUrl}/admin/#/stocks`)
    await page.getByTestId('stock-change-starter-package').click()
    await page.getByTestId('stock-total').fill('1500')
    await page.getByTestId('stock-confirm-reason').fill('more of them came')
    await page.getByTestId('stock-confirm').click()
    await page.getByText('1,500').first().waitFor()
    expect(complaints).toEqual([])
  })

  test('is only looked at by a viewer, on a phone and in Korean too', async () => {
    const { page } = await visitor({ locale: 'ko-KR', viewport: { width: 390, height: 800 } })
    await logInAdmin(page, httpUrl, await anAdmin(club, 'viewer'))
    await page.goto(`${httpUrl}/admin/#/products/gems-550/show`)
    await page.getByText('젬 550개').first().waitFor()
    for (const id of ['product-edit', 'product-publish', 'product-withdraw', 'product-disable']) {
      expect(await page.getByTestId(id).count()).toBe(0)
    }
    expect(await sidewaysScroll(page)).toBe(0)
  })
})
