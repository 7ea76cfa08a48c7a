import { expect, test } from 'vitest'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { aName, openClub } from '../support/club.ts'
import { describeWith } from '../support/needs.ts'
import { CLIENT, openProvider } from '../support/oidc-provider.ts'
import { aNewPlayer, logInBrowser, signUpInBrowser } from '../support/player-pages.ts'
import { freePort } from '../support/ports.ts'

describeWith('chromium', 'a log-in by a provider, in the browser', async () => {
  const provider = await openProvider(await freePort())
  const httpPort = `${await freePort()}`
  const club = await openClub({
    env: {
      HTTP_PORT: httpPort,
      PUBLIC_URL: `http://127.0.0.1:${httpPort}`,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
    },
  })
  const browser = openBrowser()
  const inside = '[data-testid=balance-coins][data-value]'

  test('opens an account the first time, and goes straight in from then on', async () => {
    provider.behaviour.subject = aName('subject')
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    await page.goto(`${club.httpUrl}/login`)
    await page.getByTestId('login-provider').click()
    const name = aName('guest').slice(0, 16)
    await page.getByTestId('provider-siteId').fill(name)
    await page.getByTestId('provider-nickname').fill(name)
    await page.getByTestId('provider-inviteCode').fill('5858')
    await page.getByTestId('provider-signup').click()
    await page.locator(inside).waitFor()
    const again = await browser.visitor()
    await again.page.goto(`${club.httpUrl}/login`)
    await again.page.getByTestId('login-provider').click()
    await again.page.locator(inside).waitFor()
    expect(again.page.url()).not.toContain('ticket')
    await again.page.goto(`${club.httpUrl}/account`)
    await again.page.getByTestId('password-new').fill('the first of this account')
    await again.page.getByTestId('password-submit').click()
    await again.page.getByTestId('password-current').waitFor()
    const by = await browser.visitor()
    await by.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(by.page, name, 'the first of this account')
    await by.page.locator(inside).waitFor()
    expect([...complaints, ...again.complaints, ...by.complaints]).toEqual([])
  })

  test('is linked with an account that is logged in, once its player says so, and unlinked again', async () => {
    provider.behaviour.subject = aName('subject')
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    const player = aNewPlayer()
    await signUpInBrowser(page, club.httpUrl, player)
    await page.goto(`${club.httpUrl}/account/security`)
    await page.getByTestId('provider-link').click()
    await page.getByTestId('provider-confirm').click()
    await page.getByTestId('provider-unlink').waitFor()
    await page.getByTestId('provider-unlink').click()
    await page.getByTestId('provider-link').waitFor()
    const again = await browser.visitor()
    await again.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(again.page, player.siteId, player.password)
    await again.page.locator(inside).waitFor()
    expect([...complaints, ...again.complaints]).toEqual([])
  })

  test('that the provider denies says so, with a way back', async () => {
    provider.behaviour.back = (url) => {
      url.searchParams.delete('code')
      url.searchParams.set('error', 'access_denied')
    }
    const { page, complaints } = await browser.visitor()
    await page.goto(`${club.httpUrl}/login`)
    await page.getByTestId('login-provider').click()
    await page
      .getByTestId('provider-refused')
      .getByText(/did not confirm/)
      .waitFor()
    await page.getByText('Try again').click()
    await page.getByTestId('login-site-id').waitFor()
    expect(complaints).toEqual([])
  })
})
