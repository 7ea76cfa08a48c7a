import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Set, the pages are kept as pictures for the documentation. */
const PICTURES = process.env.DOCS_PICTURES === '1' ? join(import.meta.dirname, '../../docs/images') : null

/** Keeps what the page shows as a picture of the documentation, where pictures are asked for. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}
