import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from './eventually.ts'

const PATIENCE_MS = 15_000

export interface NewPlayer {
  readonly siteId: string
  readonly nickname: string
  readonly password: string
}

let made = 0

export function aNewPlayer(): NewPlayer {
  made++
  const name = `guest${process.pid}x${made}`
  return { siteId: name, nickname: name, password: 'a long enough password' }
}

/** From the landing page with an invite code to the lobby. */
export async function signUpInBrowser(page: Page, httpUrl: string, player: NewPlayer): Promise<void> {
  await page.goto(httpUrl)
  await page.getByTestId('invite-code').fill('5858')
  await page.getByTestId('invite-check').click()
  await page.getByTestId('signup-site-id').fill(player.siteId)
  await page.getByTestId('signup-nickname').fill(player.nickname)
  await page.getByTestId('signup-password').fill(player.password)
  await page.getByTestId('signup-submit').click()
  await page.getByTestId('balance-coins').waitFor()
}

/** The coins the page shows, once the room has told it. */
export async function coinsShown(page: Page): Promise<number> {
  const balance = page.getByTestId('balance-coins')
  await balance.waitFor()
  return Number(await balance.getAttribute('data-value'))
}

/** Waits until the page shows so many coins. */
export function showsCoins(page: Page, coins: number): Promise<void> {
  return eventually(async () => expect(await coinsShown(page)).toBe(coins), PATIENCE_MS)
}

export interface ShownSpin {
  readonly eventId: string
  readonly commandId: string
  readonly win: number
  readonly coins: number
}

/** Spins once by `press`, and reads the outcome when the reels have stopped. */
export async function spinInBrowser(page: Page, press: () => Promise<void>): Promise<ShownSpin> {
  const result = page.getByTestId('spin-result')
  const before = await result.getAttribute('data-event-id')
  await press()
  await eventually(async () => {
    expect(await result.getAttribute('data-phase')).toBe('shown')
    expect(await result.getAttribute('data-event-id')).not.toBe(before)
  }, PATIENCE_MS)
  const read = async (name: string) => (await result.getAttribute(`data-${name}`)) ?? ''
  return {
    eventId: await read('event-id'),
    commandId: await read('command-id'),
    win: Number(await read('win')),
    coins: Number(await read('coins')),
  }
}
