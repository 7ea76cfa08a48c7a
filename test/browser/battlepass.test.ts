import { beforeAll, expect, test } from 'vitest'
import { logInAdmin } from '../support/admin-pages.ts'
import { aSeason, onPass, passOf } from '../support/battlepass.ts'
import { openBrowser } from '../support/browser.ts'
import { aName, newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { spinHttp } from '../support/play.ts'
import { aNewPlayer, coinsShown, logInBrowser, showsCoins } from '../support/player-pages.ts'

const PATIENCE_MS = 30_000
const PHONE = { width: 360, height: 740 }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** By UTC and in Seoul. */
const ZONE_HOURS = [0, 9]

/** Plays of two days have two bounds: where a day is about to end, the club's clock is an hour ahead. */
const dayEndIsNear = () => ZONE_HOURS.some((hours) => DAY_MS - ((Date.now() + hours * HOUR_MS) % DAY_MS) < HOUR_MS / 2)

describeWith('chromium', 'the battle pass', async () => {
  let offsetMs = dayEndIsNear() ? HOUR_MS : 0
  const club = await openClub({ clock: { nowMs: () => Date.now() + offsetMs } })
  const { visitor } = openBrowser()
  let season = ''
  beforeAll(async () => {
    season = await aSeason(club)
    offsetMs += 180_000
  })

  test.each([
    ['on a desktop, in English', 'en', undefined, 'Autumn', 'Plays give no more pass XP today.'],
    ['on a phone, in Korean', 'ko', PHONE, '가을', '오늘은 플레이로 패스 XP를 더 얻을 수 없습니다.'],
  ])(
    'is followed, taken from by keyboard, and bought in two steps, %s',
    async (_, language, viewport, title, bound) => {
      const account = aNewPlayer()
      const player = await club.signUp({ ...account })
      const gift = { rewards: [{ type: 'GEM', amount: 500 }], reason: 'for a test', note: '' }
      const rewarded = { commandId: newCommandId(), userId: player.userId, ...gift }
      expect((await club.post('/api/rewards', rewarded, await club.adminToken())).status).toBe(200)
      const { page, complaints } = await visitor(viewport && { viewport, hasTouch: true, isMobile: true })
      await page.goto(club.httpUrl)
      await page.getByTestId('language').selectOption(language)
      await page.goto(`${club.httpUrl}/login`)
      await logInBrowser(page, account.siteId, account.password)
      await page.getByTestId('home-pass-link').click()
      await page.getByRole('heading', { name: title }).waitFor()
      await page.locator('[data-testid=pass][data-level="0"]').waitFor()
      expect(await findAccessFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      for (let time = 0; time < 5; time++) await spinHttp(club, player)
      await page.locator('[data-testid=pass][data-xp="100"]').waitFor({ timeout: PATIENCE_MS })
      await page.getByText(bound).waitFor()
      const place = page.locator('[data-level="1"] [data-track=free]')
      const before = await coinsShown(page)
      await place.getByRole('button').focus()
      await page.keyboard.press('Enter')
      await page.locator('[data-level="1"] [data-track=free][data-state=taken]').waitFor({ timeout: PATIENCE_MS })
      await showsCoins(page, before + 100)
      await page.locator('[data-level="1"] [data-track=paid][data-state=onPaid]').waitFor()
      await page.getByTestId('pass-buy').click()
      await page.getByTestId('pass-buy-confirm').click()
      await page.getByTestId('pass-owned').waitFor({ timeout: PATIENCE_MS })
      await page.locator('[data-level="2"] [data-track=paid][data-state=earned]').waitFor({ timeout: PATIENCE_MS })
      await page.getByTestId('pass-claim-all').click()
      await page.locator('[data-level="2"] [data-track=paid][data-state=taken]').waitFor({ timeout: PATIENCE_MS })
      expect(await findAccessFaults(page)).toEqual([])
      expect(await sidewaysScroll(page)).toBe(0)
      expect((await onPass(club, player, 'claim-all')).status).toBe(409)
      expect(complaints).toEqual([])
    },
  )

  test('is written, previewed, published and followed in the back office', async () => {
    const { page, complaints } = await visitor()
    const id = aName('season-')
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/battlepass`)
    await page.getByTestId('season-new').click()
    await page.getByTestId('season-save').click()
    await page.getByText('The preview comes when the form is complete.').waitFor()
    const texts = { id, titleEn: 'Winter', titleKo: '겨울', startsAt: '2099-01-01T09:00', endsAt: '2099-02-01T09:00' }
    for (const [field, text] of Object.entries(texts)) await page.getByTestId(`season-${field}`).fill(text)
    await page.getByTestId('level-0-free-0-amount').fill('700')
    await page.getByTestId('level-add').click()
    await page.getByTestId('level-1-xp').fill('250')
    await page.getByTestId('level-1-free-0-amount').fill('900')
    await page.getByTestId('level-1-paid-add').click()
    await page.getByTestId('level-1-paid-0-amount').fill('1500')
    await page.getByTestId('season-preview').getByText('2099-01-01 00:00').waitFor()
    await page.getByTestId('season-save').click()
    await page.getByTestId('season-publish').click()
    await page.getByTestId('season-publish-confirm-reason').fill('a new season')
    await page.getByTestId('season-publish-confirm').click()
    await page.getByTestId('season-state').getByText('Announced').waitFor({ timeout: PATIENCE_MS })
    await page.goto(`${club.httpUrl}/admin/#/battlepass`)
    await page.getByTestId('season-row').getByText(id).waitFor()
    const player = await club.signUp()
    await spinHttp(club, player)
    await eventually(async () => expect((await passOf(club, player)).xp).toBe(20), PATIENCE_MS)
    await page.goto(`${club.httpUrl}/admin/#/battlepass/${season}/show`)
    await page.getByTestId('standing-row').getByText(player.nickname).waitFor({ timeout: PATIENCE_MS })
    expect(complaints).toEqual([])
  })
})
