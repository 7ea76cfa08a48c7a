import {
  bigintArray,
  byteaArray,
  integerArray,
  smallintArray,
  textArray,
  uuidArray,
} from '@casino-club/server/src/platform/postgres/arrays.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../support/databases.ts'

const UUIDS = ['7f0c2c6e-7a46-4b64-9f9e-0d1a3a3f7a11', '00000000-0000-0000-0000-000000000000']

describe('binary arrays arrive in Postgres as they are', () => {
  let client: pg.Client

  beforeAll(async () => {
    client = new pg.Client({ connectionString: await freshDatabase() })
    await client.connect()
  })
  afterAll(() => client.end())

  const roundTrip = async (type: string, value: Buffer) => {
    const { rows } = await client.query(`select array(select x::text from unnest($1::${type}[]) x) as back`, [value])
    return rows[0].back
  }

  test.each([
    ['bigint', bigintArray([0, -1, Number.MAX_SAFE_INTEGER, null]), ['0', '-1', '9007199254740991', null]],
    ['integer', integerArray([7, null, -8]), ['7', null, '-8']],
    ['smallint', smallintArray([1, 2]), ['1', '2']],
    ['uuid', uuidArray(UUIDS), UUIDS],
    ['bytea', byteaArray(['00ff', '', 'ab']), ['\\x00ff', '\\x', '\\xab']],
    ['text', textArray(['{"a":"b\\c"}', null, '', '한글 🎰', 'NULL']), ['{"a":"b\\c"}', null, '', '한글 🎰', 'NULL']],
    ['text', textArray([]), []],
  ])('%s', async (type, sent, back) => {
    expect(await roundTrip(type, sent)).toEqual(back)
  })
})
