import { TUTORIAL_STEPS } from '@casino-club/shared'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll, tabThrough } from '../support/page-checks.ts'
import {
  aNewPlayer,
  coinsShown,
  logInBrowser,
  nextOutcome,
  showsCoins,
  signUpToTutorial,
} from '../support/player-pages.ts'
import { safely } from '../support/safe-play.ts'

const PHONE = { width: 360, height: 740 }
const REWARD = 500

describeWith('chromium', 'the first steps of a new player', async () => {
  const club = await openClub()
  const browser = openBrowser()

  const atStep = (page: Page, step: string) =>
    page.locator(`[data-testid=tutorial-step][data-step=${step}]`).waitFor({ timeout: 10_000 })
  const next = (page: Page) => page.getByTestId('tutorial-next').click()

  test.each([
    ['on a desktop, in English', 'en', undefined],
    ['on a phone, in Korean', 'ko', PHONE],
  ])('end in the first reward, %s', async (_, language, viewport) => {
    const { page, complaints } = await browser.visitor(viewport && { viewport, hasTouch: true, isMobile: true })
    await page.goto(club.httpUrl)
    await page.getByTestId('language').selectOption(language)
    await signUpToTutorial(page, club.httpUrl, aNewPlayer())
    for (const step of TUTORIAL_STEPS) {
      await atStep(page, step)
      expect(await findAccessFaults(page), step).toEqual([])
      expect(await sidewaysScroll(page), step).toBe(0)
      if (step === 'firstPlay') {
        await page.getByTestId('tutorial-spin').click()
        await nextOutcome(page, null)
        await page.getByTestId('verify-link').waitFor()
      }
      await next(page)
    }
    await atStep(page, 'reward')
    expect(await findAccessFaults(page)).toEqual([])
    const before = await coinsShown(page)
    await page.getByTestId('tutorial-complete').click()
    await page.locator(`[data-testid=tutorial-over][data-given="${REWARD}"]`).waitFor()
    await showsCoins(page, before + REWARD)
    // Never again.
    await page.goto(`${club.httpUrl}/`)
    await page.getByTestId('home-games').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByTestId('tutorial-link').count()).toBe(0)
    await page.goto(`${club.httpUrl}/tutorial`)
    await page.getByTestId('tutorial-over').waitFor()
    expect(await page.getByTestId('tutorial-complete').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('go on where they were left, after a reload and on another device', async () => {
    const player = aNewPlayer()
    const { page, complaints } = await browser.visitor()
    await signUpToTutorial(page, club.httpUrl, player)
    await next(page)
    await atStep(page, 'firstPlay')
    await page.reload()
    await atStep(page, 'firstPlay')
    const phone = await browser.visitor({ viewport: PHONE, hasTouch: true, isMobile: true })
    await phone.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(phone.page, player.siteId, player.password)
    await phone.page.getByTestId('tutorial-link').click()
    await atStep(phone.page, 'firstPlay')
    await next(phone.page)
    await atStep(phone.page, 'fairness')
    expect([...complaints, ...phone.complaints]).toEqual([])
    // The first page still shows the step that was taken meanwhile: it goes on all the same.
    await next(page)
    await atStep(page, 'fairness')
  })

  test('finished in two tabs give one reward', async () => {
    const player = aNewPlayer()
    const { page, context } = await browser.visitor()
    await signUpToTutorial(page, club.httpUrl, player)
    for (const step of TUTORIAL_STEPS) {
      await atStep(page, step)
      await next(page)
    }
    await atStep(page, 'reward')
    const other = await context.newPage()
    await other.goto(`${club.httpUrl}/tutorial`)
    await atStep(other, 'reward')
    await page.getByTestId('tutorial-complete').click()
    await page.getByTestId('tutorial-over').waitFor()
    await other.getByTestId('tutorial-complete').click()
    await other.getByTestId('tutorial-over').waitFor()
    await showsCoins(other, 10_000 + REWARD)
  })

  test('are put aside, and taken up again from the account', async () => {
    const { page, complaints } = await browser.visitor()
    await signUpToTutorial(page, club.httpUrl, aNewPlayer())
    await page.getByTestId('tutorial-skip').click()
    await page.getByTestId('home-games').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.getByTestId('tutorial-link').count()).toBe(0)
    await page.getByTestId('nav-account').click()
    await page.getByTestId('tutorial-link').click()
    await atStep(page, 'balances')
    await next(page)
    await atStep(page, 'firstPlay')
    expect(complaints).toEqual([])
  })

  test('are taken by keyboard alone; the focus goes along', async () => {
    const { page } = await browser.visitor()
    await signUpToTutorial(page, club.httpUrl, aNewPlayer())
    const press = async (testId: string) => {
      await page.getByTestId(testId).focus()
      await page.keyboard.press('Enter')
    }
    await press('tutorial-next')
    await atStep(page, 'firstPlay')
    await eventually(async () => {
      expect(await page.evaluate('document.activeElement?.dataset.testid')).toBe('tutorial-step')
    })
    const stops = await tabThrough(page)
    expect(stops.filter(({ ringed }) => !ringed)).toEqual([])
    await press('tutorial-spin')
    await nextOutcome(page, null)
    expect(await page.evaluate('document.activeElement?.dataset.testid')).toBe('tutorial-spin')
    await press('tutorial-next')
    await atStep(page, 'fairness')
  })

  test('of who takes a pause tell how to play and play nothing; the reward waits', async () => {
    const player = await club.signUp()
    await safely(club, player, 'pause', { hours: 24 })
    const { page } = await browser.visitor({ expected: REFUSED_REQUEST })
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, player.siteId, player.password)
    await page.getByTestId('closed').waitFor()
    await page.goto(`${club.httpUrl}/tutorial`)
    await atStep(page, 'balances')
    await next(page)
    await page.getByTestId('tutorial-how-to').waitFor()
    expect(await page.getByTestId('tutorial-spin').count()).toBe(0)
    for (const step of TUTORIAL_STEPS.slice(1)) {
      await atStep(page, step)
      await next(page)
    }
    await page.locator('[data-testid=tutorial-waits][data-reason=PAUSED]').waitFor()
    expect(await page.getByTestId('tutorial-complete').count()).toBe(0)
  })
})
