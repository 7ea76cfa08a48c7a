import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts'

export interface TestBrowser {
  /** A person at a device of his own: a fresh profile, and every complaint of its console kept. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>
}

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the pages and of their security policy; expected ones are for the test to take out. */
  readonly complaints: string[]
}

/** What a browser writes of an answer that is a refusal; the page words it itself. */
const REFUSED_REQUEST = /Failed to load resource: the server responded with a status of 4\d\d/

/** One Chromium for a test file. */
export function openBrowser(): TestBrowser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_FLAGS })
  })
  afterAll(() => browser?.close())
  return {
    async visitor(options = {}) {
      if (browser === undefined) throw new Error('the browser is opened before the first test')
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !REFUSED_REQUEST.test(message.text())) complaints.push(message.text())
      })
      return { page, context, complaints }
    },
  }
}
