import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { anAdmin, logInAdmin, openPlayer } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { ADMIN_PASSWORD, openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser, signUpInBrowser } from '../support/player-pages.ts'
import { codeAt } from '../support/second-factor.ts'

const STEP = 30_000

/** Sets up a second factor on the page that offers it; gives the secret and the recovery codes. */
async function enrolInBrowser(page: Page) {
  await page.getByTestId('factor-begin').click()
  await page.getByRole('img', { name: /QR/ }).waitFor()
  const secret = (await page.getByTestId('factor-secret').locator('code').textContent()) ?? ''
  await page.getByTestId('factor-code').fill(codeAt(secret, Date.now()))
  await page.getByTestId('factor-confirm').click()
  await page.getByTestId('recovery-codes').locator('li').last().waitFor()
  const codes = await page.getByTestId('recovery-codes').locator('li').allTextContents()
  await page.getByTestId('recovery-kept').click()
  return { secret, codes }
}

describeWith('chromium', 'getting in', async () => {
  const club = await openClub()
  const browser = openBrowser()

  test('a player sets up a second factor, logs in with it, and with a recovery code where the phone is lost', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await page.goto(`${club.httpUrl}/account`)
    await page.getByTestId('to-security').click()
    const { secret, codes } = await enrolInBrowser(page)
    expect(codes).toHaveLength(10)
    await page.getByTestId('factor-on').waitFor()

    const second = await browser.visitor({ expected: REFUSED_REQUEST })
    await second.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(second.page, player.siteId, player.password)
    await second.page.getByTestId('login-code').fill('000000')
    await second.page.getByTestId('login-code-submit').click()
    await second.page.getByText(/This code is wrong/).waitFor()
    await second.page.getByTestId('login-code').fill(codeAt(secret, Date.now() + STEP))
    await second.page.getByTestId('login-code-submit').click()
    await second.page.locator('[data-testid=balance-coins][data-value]').waitFor()

    const third = await browser.visitor()
    await third.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(third.page, player.siteId, player.password)
    await third.page.getByTestId('login-code').fill(codes[0] ?? '')
    await third.page.getByTestId('login-code-submit').click()
    await third.page.locator('[data-testid=balance-coins][data-value]').waitFor()
    expect([...complaints, ...second.complaints, ...third.complaints]).toEqual([])
  })

  test('a player sees another device, logs it out there, and it closes there', async () => {
    const [home, away] = [await browser.visitor(), await browser.visitor({ expected: REFUSED_REQUEST })]
    const player = aNewPlayer()
    await signUpInBrowser(home.page, club.httpUrl, player)
    await away.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(away.page, player.siteId, player.password)
    await away.page.locator('[data-testid=balance-coins][data-value]').waitFor()
    await home.page.goto(`${club.httpUrl}/account/sessions`)
    await home.page.getByText('This device').waitFor()
    expect(await home.page.getByTestId('session').count()).toBe(2)
    await home.page.getByTestId('end-session').click()
    await away.page.getByTestId('login-site-id').waitFor()
    await away.page.getByText(/You were logged out/).waitFor()
    await home.page.getByText(/nowhere else/).waitFor()
    await home.page.goto(`${club.httpUrl}/account/sign-ins`)
    await home.page.getByText('New account').waitFor()
    expect([...home.complaints, ...away.complaints]).toEqual([])
  })

  test('what is sensitive asks once more who it is, and then goes on by itself', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    const { siteId, password } = player
    await club.post('/api/auth/login', { siteId, password })
    await club.sql(`update sessions set proven_at = proven_at - interval '11 minutes'`)
    await page.goto(`${club.httpUrl}/account/sessions`)
    await page.getByTestId('end-others').click()
    await page.getByTestId('step-up-proof').fill('not the password')
    await page.getByTestId('step-up-submit').click()
    await page.getByText('The password is wrong.').waitFor()
    await page.getByTestId('step-up-proof').fill(password)
    await page.getByTestId('step-up-submit').click()
    await page.getByText('1 session was ended.').waitFor()
    expect(complaints).toEqual([])
  })

  test('the pages of security are for everybody, in both languages', async () => {
    const { page, complaints } = await browser.visitor({ viewport: { width: 360, height: 740 } })
    await signUpInBrowser(page, club.httpUrl, aNewPlayer())
    for (const language of ['en', 'ko']) {
      await page.evaluate(`localStorage.setItem('casino-club.language', '${language}')`)
      for (const path of ['security', 'sessions', 'sign-ins']) {
        await page.goto(`${club.httpUrl}/account/${path}`)
        await page.locator('main section').first().waitFor()
        const faults = await findAccessFaults(page, ['banner', 'navigation'])
        expect([language, path, faults, await sidewaysScroll(page)]).toEqual([language, path, [], 0])
      }
    }
    expect(complaints).toEqual([])
  })

  test('an admin sets up a second factor, logs in by two steps, and proves himself for a big correction', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    const siteId = await anAdmin(club, 'owner')
    await logInAdmin(page, club.httpUrl, siteId)
    await page.goto(`${club.httpUrl}/admin/#/security`)
    const { secret, codes } = await enrolInBrowser(page)
    await page.getByTestId('factor-on').waitFor()

    const again = await browser.visitor({ expected: REFUSED_REQUEST })
    await again.page.goto(`${club.httpUrl}/admin/`)
    await again.page.getByTestId('admin-site-id').fill(siteId)
    await again.page.getByTestId('admin-password').fill(ADMIN_PASSWORD)
    await again.page.getByTestId('admin-login').click()
    await again.page.getByTestId('admin-code').fill(codeAt(secret, Date.now() + STEP))
    await again.page.getByTestId('admin-code-submit').click()
    await again.page.getByTestId('dash-rtp-exact').waitFor()

    const player = await club.signUp()
    await club.sql(`update sessions set proven_at = proven_at - interval '11 minutes'`)
    await openPlayer(again.page, club.httpUrl, player.userId)
    await again.page.getByTestId('correction-open').click()
    await again.page.getByTestId('correction-amount').fill('100001')
    await again.page.getByTestId('correction-reason').fill('a prize of the house')
    await again.page.getByTestId('correction-submit').click()
    await again.page.getByTestId('correction-confirm').click()
    await again.page.getByTestId('step-up-proof').fill(codes[0] ?? '')
    await again.page.getByTestId('step-up-submit').click()
    await again.page.getByTestId('step-up').waitFor({ state: 'detached' })
    await expect
      .poll(async () => (await club.sql('select coins from players where user_id = $1', [player.userId]))[0]?.coins)
      .toBe(110_001)
    expect([...complaints, ...again.complaints]).toEqual([])
  })

  test('an admin looks at attempts to get in, and ends one session of a player', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    const player = await club.signUp()
    await club.post('/api/auth/login', { siteId: player.siteId, password: 'no' })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/sign-ins`)
    await page
      .getByTestId('sign-in-summary')
      .getByText(/failures/)
      .waitFor()
    await page.getByTestId('sign-in-row').filter({ hasText: player.siteId }).first().waitFor()
    await openPlayer(page, club.httpUrl, player.userId, '/sessions')
    await page.getByTestId('end-session').click()
    await page.getByText('No open sessions').waitFor()
    expect((await club.get('/api/auth/me', player.accessToken)).status).toBe(401)
    expect(complaints).toEqual([])
  })
})
