import { createHash } from 'node:crypto'
import type { Queryable } from '../platform/postgres/pool.ts'

const hashOf = (kind: 'site-id' | 'look', name: string): Buffer =>
  createHash('sha256').update(`${kind}:${name.toLowerCase()}`).digest()

/** Keeps the names of an erased account from being taken again; what they were cannot be read from it. */
export async function retireNames(tx: Queryable, siteId: string, look: string, nowMs: number): Promise<void> {
  await tx.query(
    `insert into retired_names (name_hash, retired_at)
     select hash, to_timestamp($2::bigint / 1000.0) from unnest($1::bytea[]) as hash
     on conflict (name_hash) do nothing`,
    [[hashOf('site-id', siteId), hashOf('look', look)], nowMs],
  )
}

/** Which of these names an erased account had. */
export async function areRetired(
  tx: Queryable,
  siteId: string,
  look: string,
): Promise<{ siteId: boolean; nickname: boolean }> {
  const [ofSiteId, ofLook] = [hashOf('site-id', siteId), hashOf('look', look)]
  const { rows } = await tx.query<{ name_hash: Buffer }>(
    'select name_hash from retired_names where name_hash = any($1::bytea[])',
    [[ofSiteId, ofLook]],
  )
  const has = (hash: Buffer) => rows.some((row) => row.name_hash.equals(hash))
  return { siteId: has(ofSiteId), nickname: has(ofLook) }
}
