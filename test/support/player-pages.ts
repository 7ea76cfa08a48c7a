import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'
import type { Sql } from './sql.ts'

const PATIENCE_MS = 15_000

export interface NewPlayer {
  readonly siteId: string
  readonly nickname: string
  readonly password: string
}

export function aNewPlayer(): NewPlayer {
  const name = `guest${randomBytes(5).toString('hex')}`
  return { siteId: name, nickname: name, password: 'a long enough password' }
}

/** From the landing page with an invite code to the first steps. */
export async function signUpToTutorial(page: Page, httpUrl: string, player: NewPlayer): Promise<void> {
  await page.goto(httpUrl)
  await page.getByTestId('invite-code').fill('5858')
  await page.getByTestId('invite-check').click()
  await page.getByTestId('signup-site-id').fill(player.siteId)
  await page.getByTestId('signup-nickname').fill(player.nickname)
  await page.getByTestId('signup-password').fill(player.password)
  await page.getByTestId('signup-submit').click()
  await page.getByTestId('tutorial-step').waitFor()
  await page.locator('[data-testid=balance-coins][data-value]').waitFor()
}

/** From the landing page to the lobby; the first steps wait. */
export async function signUpInBrowser(page: Page, httpUrl: string, player: NewPlayer): Promise<void> {
  await signUpToTutorial(page, httpUrl, player)
  await page.locator('header a[href="/"]').first().click()
  await page.getByTestId('home-games').waitFor()
}

/** Fills in the log-in form that the page shows. */
export async function logInBrowser(page: Page, siteId: string, password: string): Promise<void> {
  await page.getByTestId('login-site-id').fill(siteId)
  await page.getByTestId('login-password').fill(password)
  await page.getByTestId('login-submit').click()
}

/** The coins the page shows, once the room has told it. */
export async function coinsShown(page: Page): Promise<number> {
  return Number(await page.locator('[data-testid=balance-coins][data-value]').getAttribute('data-value'))
}

/** Waits until the page shows so many coins. */
export function showsCoins(page: Page, coins: number, withinMs = PATIENCE_MS): Promise<void> {
  return eventually(async () => expect(await coinsShown(page)).toBe(coins), withinMs)
}

export interface ShownSpin {
  readonly eventId: string
  readonly commandId: string
  readonly win: number
  readonly coins: number
}

/** The outcome the page shows, once it is another than that of event `before`. */
export async function nextOutcome(page: Page, before: string | null): Promise<ShownSpin> {
  const result = page.getByTestId('play-result')
  await eventually(async () => {
    expect(await result.getAttribute('data-phase')).toBe('shown')
    expect(await result.getAttribute('data-event-id')).not.toBe(before)
  }, PATIENCE_MS)
  const read = async (name: string) => (await result.getAttribute(`data-${name}`)) ?? ''
  return {
    eventId: await read('event-id'),
    commandId: await read('command-id'),
    win: Number(await read('win')),
    coins: Number(await read('balance')),
  }
}

/** Spins once by `press`, by default on the button, and reads the outcome when the reels have stopped. */
export async function spinInBrowser(
  page: Page,
  press: () => Promise<void> = () => page.getByTestId('spin').click(),
): Promise<ShownSpin> {
  const before = await page.getByTestId('play-result').getAttribute('data-event-id')
  await press()
  return nextOutcome(page, before)
}

/** Who the page's player is, and what Postgres has of him. */
export async function playerRow(sql: Sql, { siteId }: NewPlayer) {
  const [row] = await sql<{ userId: number; coins: number; version: number; spins: number }>(
    `select p.user_id as "userId", p.coins, p.version,
       (select count(*) from player_events e where e.user_id = p.user_id and e.type = 'slot.spun') as spins
     from players p join users u on u.id = p.user_id where u.site_id = $1`,
    [siteId],
  )
  if (row === undefined) throw new Error(`there is no player ${siteId}`)
  return row
}
