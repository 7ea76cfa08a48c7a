import { expect, test } from 'vitest'
import { anAdmin, logInAdmin, openPlayer } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { booksOf } from '../support/play.ts'
import { logInBrowser } from '../support/player-pages.ts'

const PATIENCE_MS = 15_000

describeWith('chromium', 'rewards in the back office', async () => {
  const club = await openClub()
  const browser = openBrowser()
  const stocksOf = (userId: number) => club.sql('select item, quantity from inventory where user_id = $1', [userId])

  test('are granted with a reason, once, and stand on the player’s page', async () => {
    const player = await club.signUp()
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    await openPlayer(page, club.httpUrl, player.userId)
    await page.getByTestId('reward-open').click()
    await page.getByTestId('reward-review').click()
    await page.getByTestId('reward-amount-0').fill('1,500')
    await page.getByTestId('reward-add').click()
    await page.getByTestId('reward-type-1').selectOption('ITEM')
    await page.getByTestId('reward-item-1').selectOption('streak-shield')
    await page.getByTestId('reward-amount-1').fill('2')
    await page.getByTestId('reward-reason').fill('a goodwill present')
    await page.getByTestId('reward-note').fill('Enjoy!')
    await page.getByTestId('reward-review').click()
    await page.getByTestId('reward-coins').getByText('11,500').waitFor()
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ events: 1 })
    await page.getByTestId('reward-confirm').evaluate((button) => {
      for (const _ of [1, 2]) (button as unknown as { click(): void }).click()
    })
    await page.getByTestId('reward-result').waitFor()
    await page.getByTestId('reward-close').click()
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 11_500, events: 2 })
    expect(await stocksOf(player.userId)).toEqual([{ item: 'streak-shield', quantity: 2 }])
    await page.getByTestId('tab-rewards').click()
    await page.getByTestId('reward-row').getByText('Enjoy!').waitFor()
    expect(complaints).toEqual([])
  })

  test('from a file are looked at, started, and followed to the end', async () => {
    const players = [await club.signUp(), await club.signUp()]
    const { page, complaints } = await browser.visitor()
    await logInAdmin(page, club.httpUrl)
    const upload = async (csv: string) => {
      await page.goto(`${club.httpUrl}/admin/#/reward-imports/create`)
      const file = { name: 'autumn.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
      await page.getByTestId('import-file').setInputFiles(file)
      await page.getByTestId('import-reason').fill('prizes of the autumn event')
      await page.getByTestId('import-upload').click()
    }
    await upload('userId,type,amount\n999999,COIN,5')
    await page.getByTestId('import-problems').getByText('Line 2').waitFor()
    expect(await page.getByTestId('import-start').count()).toBe(0)

    await upload(`userId,type,amount\n${players.map(({ userId }) => `${userId},COIN,700`).join('\n')}`)
    await page.getByTestId('import-coins').getByText('1,400').waitFor()
    await page.getByTestId('import-start').click()
    await page.getByTestId('import-start-confirm').click()
    await page.getByTestId('import-granted').getByText('2 of 2').waitFor()
    await page.getByTestId('import-status').getByText('Done').waitFor()
    for (const { userId } of players) expect(await booksOf(club.sql, userId)).toMatchObject({ coins: 10_700 })
    expect(complaints).toEqual([])
  })

  test('name items that are added, changed and refused in the form of the catalogue', async () => {
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    await logInAdmin(page, club.httpUrl)
    await page.goto(`${club.httpUrl}/admin/#/items`)
    await page.getByTestId('item-row').first().waitFor()
    await page.getByTestId('item-new').click()
    await page.getByTestId('item-id').fill('coin-pouch')
    await page.getByTestId('item-nameEn').fill('Paper hat')
    await page.getByTestId('item-nameKo').fill('종이 모자')
    await page.getByTestId('item-save').click()
    await page.getByTestId('item-refusal').waitFor()
    await page.getByTestId('item-id').fill('paper-hat')
    await page.getByTestId('item-save').click()
    await page.getByTestId('item-row').getByText('paper-hat').click()
    await page.getByTestId('item-active').click()
    await page.getByTestId('item-save').click()
    await eventually(async () => {
      const [item] = await club.sql(`select active, version from items where id = 'paper-hat'`)
      expect(item).toEqual({ active: false, version: 2 })
    }, PATIENCE_MS)
    expect(complaints).toEqual([])
  })

  test('are shown to a viewer, who may give nothing', async () => {
    const player = await club.signUp()
    const { page } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'viewer'))
    await openPlayer(page, club.httpUrl, player.userId)
    expect(await page.getByTestId('reward-open').count()).toBe(0)
    await page.goto(`${club.httpUrl}/admin/#/reward-imports`)
    await page.getByTestId('import-row').first().waitFor()
    expect(await page.getByTestId('import-new').count()).toBe(0)
    await page.goto(`${club.httpUrl}/admin/#/items`)
    await page.getByTestId('item-row').first().click()
    await page.getByTestId('item-facts').waitFor()
    expect(await page.getByTestId('item-nameEn').isDisabled()).toBe(true)
    expect(await page.getByTestId('item-save').count()).toBe(0)
  })

  test('reach the open game with a notice, and are used from the inventory', async () => {
    const player = await club.signUp()
    const { page, complaints } = await browser.visitor()
    await page.goto(`${club.httpUrl}/login`)
    await logInBrowser(page, player.siteId, player.password)
    await page.locator('[data-testid=balance-coins][data-value]').waitFor()
    await page.goto(`${club.httpUrl}/inventory`)
    await page.getByText('No items yet.').waitFor()
    const rewards = [{ type: 'ITEM', item: 'coin-pouch', quantity: 2 }]
    const body = { commandId: newCommandId(), userId: player.userId, rewards, reason: 'for a test', note: 'Enjoy!' }
    expect((await club.post('/api/rewards', body, await club.adminToken())).status).toBe(200)
    await page.getByTestId('notice').getByText('You received a reward: Coin pouch ×2. Enjoy!').waitFor()
    const pouch = page.locator('[data-item="coin-pouch"]')
    await pouch.getByText('×2').waitFor()
    await pouch.getByRole('button', { name: 'Use Coin pouch' }).click()
    await pouch.getByText('×1').waitFor()
    expect(await booksOf(club.sql, player.userId)).toMatchObject({ coins: 11_000 })
    expect(complaints).toEqual([])
  })
})
