import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { CHROMIUM_FLAGS, findChromium } from './chromium.ts'

export interface VisitorOptions extends BrowserContextOptions {
  /** Complaints that the test brings about on purpose. */
  readonly expected?: RegExp
}

export interface TestBrowser {
  /** A person at a device of his own: a fresh profile, and every complaint of its console kept. */
  visitor(options?: VisitorOptions): Promise<Visitor>
}

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the pages and of their content security policy, without those that were expected. */
  readonly complaints: string[]
}

/** What a browser writes when an answer is a refusal; the page itself tells it in words. */
export const REFUSED_REQUEST = /Failed to load resource: the server responded with a status of 4\d\d/
/** What a browser writes while the club cannot be reached. */
export const UNREACHABLE = /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_SOCKET|WebSocket connection to/

const NEVER = /(?!)/

/** Without motion a spin is shown at once; tests about motion ask for it. */
const AT_HOME = { locale: 'en-GB', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const

/** One Chromium for a test file. */
export function openBrowser(): TestBrowser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_FLAGS })
  })
  afterAll(() => browser?.close())
  return {
    async visitor({ expected = NEVER, ...options } = {}) {
      if (browser === undefined) throw new Error('the browser is opened before the first test')
      const context = await browser.newContext({ ...AT_HOME, ...options })
      const page = await context.newPage()
      const complaints: string[] = []
      const complain = (text: string) => {
        if (!expected.test(text)) complaints.push(text)
      }
      page.on('pageerror', (error) => complain(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complain(`${message.text()} ${message.location().url}`)
      })
      return { page, context, complaints }
    },
  }
}
