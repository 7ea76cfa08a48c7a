import type { CDPSession, Page } from 'playwright-core'

type AXNode = Awaited<ReturnType<typeof readTree>>[number]

/** Roles that say nothing to a screen reader without a name. */
const NAMED = new Set(
  'button checkbox combobox image img link listbox menuitem radio searchbox slider spinbutton switch tab textbox'.split(
    ' ',
  ),
)

async function readTree(cdp: CDPSession) {
  const { nodes } = await cdp.send('Accessibility.getFullAXTree')
  return nodes.filter(({ ignored }) => !ignored)
}

/** What a progress bar is drawn with is part of it. */
function needsName(node: AXNode, nodes: readonly AXNode[]): boolean {
  const parent = nodes.find(({ nodeId }) => nodeId === node.parentId)
  return NAMED.has(roleOf(node)) && (parent === undefined || roleOf(parent) !== 'progressbar')
}

/** The beginning of an element, for the reader of a failed test. */
async function markupOf(cdp: CDPSession, { backendDOMNodeId }: AXNode): Promise<string> {
  const { outerHTML } = await cdp.send('DOM.getOuterHTML', { backendNodeId: backendDOMNodeId })
  return outerHTML.slice(0, 120)
}

const roleOf = ({ role }: AXNode) => String(role?.value ?? '')
const levelOf = ({ properties = [] }: AXNode) => properties.find(({ name }) => name === 'level')?.value.value

/**
 * What Chromium's accessibility tree of the page lacks: names of what can be used or looked at, one main landmark, one
 * heading of the first level, the landmarks asked for, a language.
 */
export async function findAccessFaults(page: Page, landmarks: readonly string[] = []): Promise<string[]> {
  const cdp = await page.context().newCDPSession(page)
  const nodes = await readTree(cdp)
  const nameless = nodes.filter((node) => needsName(node, nodes) && String(node.name?.value ?? '').trim() === '')
  const markup = await Promise.all(nameless.map((node) => markupOf(cdp, node)))
  await cdp.detach()
  const count = (role: string) => nodes.filter((node) => roleOf(node) === role).length
  const headings = nodes.filter((node) => roleOf(node) === 'heading' && levelOf(node) === 1).length
  return [
    ...markup.map((tag) => `no name: ${tag}`),
    ...(count('main') === 1 ? [] : [`${count('main')} main landmarks`]),
    ...(headings === 1 ? [] : [`${headings} headings of the first level`]),
    ...landmarks.filter((role) => count(role) === 0).map((role) => `no landmark ${role}`),
    ...((await page.locator('html').getAttribute('lang')) ? [] : ['no language']),
  ]
}

/** How many pixels the page is wider than its window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

interface FocusStop {
  readonly what: string
  readonly ringed: boolean
}

/** The element in focus, and whether it, or what it stands in, is outlined; null when nothing is in focus. */
const FOCUS = `(() => {
  const focused = document.activeElement
  if (!focused || focused === document.body) return null
  const outlined = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
  }
  const what = focused.tagName + ' ' + (focused.ariaLabel ?? focused.textContent ?? '').trim().slice(0, 30)
  return { what, ringed: outlined(focused) || (focused.parentElement !== null && outlined(focused.parentElement)) }
})()`

/** Walks through the page with Tab, from where the focus is until it leaves the page. */
export async function tabThrough(page: Page, mostStops = 80): Promise<FocusStop[]> {
  const stops: FocusStop[] = []
  while (stops.length < mostStops) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<FocusStop | null>(FOCUS)
    if (stop === null) break
    stops.push(stop)
  }
  return stops
}

const CUT_OFF = `[...document.querySelectorAll('[data-testid^=balance-], [data-testid=streak]')]
  .filter((shown) => shown.scrollWidth > shown.clientWidth).map((shown) => shown.dataset.testid)`

/** The balances in the head of the page that are not shown whole. */
export function cutOffBalances(page: Page): Promise<string[]> {
  return page.evaluate(CUT_OFF)
}
