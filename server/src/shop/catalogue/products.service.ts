import type { ProductBody } from '@casino-club/shared'
import type { Log } from '../../platform/log.ts'
import type { Bus } from '../../platform/postgres/bus.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { findBody, listProducts, type Product, type PublishedVersion } from './products.store.ts'

const RETRY_MS = 500

/** What is sold: in memory for whoever buys or looks, written in Postgres, and told to every process. */
export class Products {
  private readonly pool: Pool
  private products: ReadonlyMap<string, Product> = new Map()
  private loading: Promise<void> = Promise.resolve()

  constructor({ pool, bus, log }: { readonly pool: Pool; readonly bus: Bus; readonly log: Log }) {
    this.pool = pool
    const reload = () => {
      this.load().catch((error: unknown) => {
        log.error({ err: error }, 'the products could not be read; it is tried again')
        setTimeout(reload, RETRY_MS).unref()
      })
    }
    bus.on('shop', reload)
    bus.onResync(reload)
  }

  /** One reading after the other: an older answer must not come in over a newer one. */
  load(): Promise<void> {
    this.loading = this.loading
      .catch(() => undefined)
      .then(async () => {
        this.products = new Map((await listProducts(this.pool)).map((product) => [product.sku, product]))
      })
    return this.loading
  }

  all(): readonly Product[] {
    return [...this.products.values()]
  }

  find(sku: string): Product | undefined {
    return this.products.get(sku)
  }

  /** The version that is sold at an instant; a purchase asks Postgres again. */
  inForce(product: Product, nowMs: number): PublishedVersion | undefined {
    return product.versions.find(({ effectiveAt }) => effectiveAt.getTime() <= nowMs)
  }

  /** What a version said, whatever has become of it. */
  async bodyOf(sku: string, version: number): Promise<ProductBody> {
    const known = this.products.get(sku)?.versions.find((each) => each.version === version)?.body
    const body = known ?? (await findBody(this.pool, sku, version))
    if (body === undefined) throw new Error(`there is no version ${version} of ${sku}`)
    return body
  }
}
