import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'
import type { ShopClub } from './shop.ts'

const PATIENCE_MS = 20_000

/** Where the payment page sends a player back to: the club's own address, as the server is set. */
export const shopUrl = ({ httpUrl }: ShopClub): string => httpUrl.replace('127.0.0.1', 'localhost')

/** Opens the shop and the dialog of a product. */
export async function openBuyDialog(page: Page, sku: string): Promise<void> {
  await page.getByTestId('nav-shop').click()
  await page.getByTestId(`buy-${sku}`).click()
  await page.getByTestId('buy-dialog').waitFor()
}

/** Waits until the order that the page shows has come to this. */
export async function orderIs(page: Page, status: string): Promise<void> {
  await page.getByTestId('order').waitFor({ timeout: PATIENCE_MS })
  await eventually(
    async () => expect(await page.getByTestId('order').getAttribute('data-status')).toBe(status),
    PATIENCE_MS,
  )
}

/** The number of the order that the page shows. */
export const orderOf = (page: Page): string => new URL(page.url()).pathname.replace('/shop/orders/', '')

/** Waits until the page shows so many gems. */
export function showsGems(page: Page, gems: number): Promise<void> {
  return eventually(
    async () =>
      expect(await page.locator('[data-testid=balance-gems][data-value]').getAttribute('data-value')).toBe(`${gems}`),
    PATIENCE_MS,
  )
}
