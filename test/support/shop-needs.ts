const SHOP = '/api/admin/shop'
/** Ids that nobody has, as they stand in the paths below. */
export const NO_ORDER = 'o_nobody_has_it'
export const NOTHING = 'nothing'
export const NO_NUMBER = '999999'
export const NO_BATCH = '5b0d6b4e-52a5-4f5e-8c3e-5d2c1b0a9f87'

/** Which permission each route of the shop's back office needs. */
export const SHOP_NEEDS: Readonly<Record<string, string>> = {
  'POST /api/admin/limited-packages/upsert': 'products:publish',
  [`GET ${SHOP}/products`]: 'products:read',
  [`POST ${SHOP}/products`]: 'products:edit',
  [`POST ${SHOP}/products/check`]: 'products:edit',
  [`GET ${SHOP}/products/${NOTHING}`]: 'products:read',
  [`PUT ${SHOP}/products/${NOTHING}/draft`]: 'products:edit',
  [`POST ${SHOP}/products/${NOTHING}/draft/discard`]: 'products:edit',
  [`POST ${SHOP}/products/${NOTHING}/publish`]: 'products:publish',
  [`POST ${SHOP}/products/${NOTHING}/withdraw`]: 'products:publish',
  [`POST ${SHOP}/products/${NOTHING}/disable`]: 'products:disable',
  [`POST ${SHOP}/products/${NOTHING}/enable`]: 'products:enable',
  [`GET ${SHOP}/stocks`]: 'stocks:read',
  [`POST ${SHOP}/stocks`]: 'stocks:edit',
  [`PUT ${SHOP}/stocks/${NOTHING}`]: 'stocks:edit',
  [`GET ${SHOP}/promos`]: 'promos:read',
  [`POST ${SHOP}/promos`]: 'promos:edit',
  [`GET ${SHOP}/promos/export.csv`]: 'promos:export',
  [`GET ${SHOP}/promos/uses.csv`]: 'promos:export',
  [`GET ${SHOP}/promos/${NO_NUMBER}`]: 'promos:read',
  [`PUT ${SHOP}/promos/${NO_NUMBER}`]: 'promos:edit',
  [`GET ${SHOP}/promos/${NO_NUMBER}/uses`]: 'promos:read',
  [`POST ${SHOP}/promos/${NO_NUMBER}/end`]: 'promos:edit',
  [`GET ${SHOP}/products/${NOTHING}/sales`]: 'products:read',
  [`GET ${SHOP}/promo-batches/${NO_BATCH}`]: 'promos:read',
  [`GET ${SHOP}/promo-batches/${NO_BATCH}/uses`]: 'promos:read',
  [`POST ${SHOP}/promo-batches/${NO_BATCH}/disable`]: 'promos:edit',
  [`GET ${SHOP}/purchases`]: 'purchases:read',
  [`GET ${SHOP}/purchases/export.csv`]: 'purchases:export',
  [`GET ${SHOP}/purchases/${NO_ORDER}`]: 'purchases:read',
  [`POST ${SHOP}/purchases/${NO_ORDER}/check`]: 'purchases:check',
  [`GET ${SHOP}/purchases/${NO_ORDER}/refund`]: 'purchases:refund',
  [`POST ${SHOP}/purchases/${NO_ORDER}/refund`]: 'purchases:refund',
  [`GET ${SHOP}/refunds`]: 'purchases:read',
  [`POST ${SHOP}/refunds/${NO_NUMBER}/decide`]: 'refunds:approve',
  [`GET ${SHOP}/blocks`]: 'fraud:read',
  [`POST ${SHOP}/blocks`]: 'fraud:decide',
  [`POST ${SHOP}/blocks/${NO_NUMBER}/decide`]: 'fraud:decide',
  [`GET ${SHOP}/revenue`]: 'revenue:read',
  [`GET ${SHOP}/revenue/export.csv`]: 'purchases:export',
  [`GET ${SHOP}/reconciliation`]: 'revenue:read',
}

/** A path of the documentation with ids that nobody has. */
export const fillShopPath = (path: string): string =>
  path
    .replace('{orderId}', NO_ORDER)
    .replace('{sku}', NOTHING)
    .replace('promo-batches/{id}', `promo-batches/${NO_BATCH}`)
    .replace('stocks/{id}', `stocks/${NOTHING}`)
    .replace(/(promos|refunds|blocks)\/\{id\}/, `$1/${NO_NUMBER}`)
